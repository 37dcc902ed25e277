package com.penguinmails.jobs.redis;

/** The three lists of a queue. Their order here is the order in which a worker is served. */
public enum Band {
    HIGH('h', 0),
    NORMAL('n', 1),
    LOW('l', 2);

    private final char letter;
    private final int number;

    Band(char letter, int number) {
        this.letter = letter;
        this.number = number;
    }

    char letter() {
        return letter;
    }

    /** As the database keeps it: 0 high, 1 normal, 2 low. */
    public int number() {
        return number;
    }

    static Band ofLetter(char letter) {
        for (Band band : values()) {
            if (band.letter == letter) {
                return band;
            }
        }
        throw new IllegalArgumentException("no such band: " + letter);
    }
}
