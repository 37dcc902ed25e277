package com.penguinmails.chaos.network;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What befalls a wire.
 *
 * @param open whether connections may exist at all
 * @param blocked ways on which nothing moves, while connections stay open
 * @param delay of each piece of data
 * @param loss what becomes of pieces at random; empty for nothing
 */
record Weather(boolean open, Set<Way> blocked, Duration delay, Optional<Loss> loss) {

    static final Weather FAIR = new Weather(true, Set.of(), Duration.ZERO, Optional.empty());
    static final Weather CUT = new Weather(false, Set.of(), Duration.ZERO, Optional.empty());

    /**
     * Loss as TCP shows it: a piece is held up by repeats, or the connection dies of it.
     *
     * @param share of the pieces that suffer, 0 to 1
     */
    record Loss(double share, RandomGenerator random) {

        private static final int FATAL_OF_TEN = 2;
        private static final int MOST_MILLIS = 2_000;

        boolean strikes() {
            return random.nextDouble() < share;
        }

        boolean isFatal() {
            return random.nextInt(10) < FATAL_OF_TEN;
        }

        Duration repeats() {
            return Duration.ofMillis(random.nextInt(MOST_MILLIS));
        }
    }

    boolean blocks(Way way) {
        return blocked.contains(way);
    }
}
