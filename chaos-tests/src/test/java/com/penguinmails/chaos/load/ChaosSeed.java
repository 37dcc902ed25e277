package com.penguinmails.chaos.load;

import java.util.Random;
import java.util.random.RandomGenerator;

/** Where all chance of a run comes from: {@code -Dchaos.seed}, or a random number that is printed. */
public final class ChaosSeed {

    private static final long SEED = choose();

    private ChaosSeed() {}

    public static long value() {
        return SEED;
    }

    /** Chance for one scenario: the same for the same seed, whichever scenarios ran before. */
    public static RandomGenerator random(String scenario) {
        return new Random(SEED ^ ((long) scenario.hashCode() << 32));
    }

    private static long choose() {
        String given = System.getProperty("chaos.seed", "");
        return given.isBlank() ? new Random().nextInt(Integer.MAX_VALUE) : Long.parseLong(given.strip());
    }
}
