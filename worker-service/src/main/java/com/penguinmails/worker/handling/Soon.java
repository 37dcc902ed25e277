package com.penguinmails.worker.handling;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** When to come back to a service that is away: soon, and not all at once. */
final class Soon {

    private static final int MIN_PAUSE_MILLIS = 1_000;
    private static final int MAX_PAUSE_MILLIS = 8_000;

    private final Clock clock;
    private final RandomGenerator random;

    Soon(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    Ending again(String reason) {
        Duration pause = Duration.ofMillis(random.nextInt(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS));
        return Ending.snooze(clock.instant().plus(pause), reason);
    }
}
