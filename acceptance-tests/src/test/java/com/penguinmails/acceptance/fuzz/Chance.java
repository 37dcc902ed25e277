package com.penguinmails.acceptance.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Choices that a seed repeats. */
final class Chance {

    private final RandomGenerator random;

    private Chance(RandomGenerator random) {
        this.random = random;
    }

    /** The choices of one request, whatever the ones before it were. */
    static Chance of(long seed, long request) {
        return new Chance(RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + request));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True in so many of a hundred cases. */
    boolean in100(int cases) {
        return random.nextInt(100) < cases;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long number() {
        return random.nextLong();
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
