package com.penguinmails.jobs.redis;

/** The three lists of a queue. Their order here is the order in which a worker is served. */
public enum Band {
    HIGH('h'),
    NORMAL('n'),
    LOW('l');

    private final char letter;

    Band(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    /** @param number as the database keeps it: 0 high, 1 normal, 2 low */
    public static Band of(int number) {
        return values()[number];
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
