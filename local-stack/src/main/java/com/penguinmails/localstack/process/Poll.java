package com.penguinmails.localstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something outside this JVM that can only be asked, not awaited. */
public final class Poll {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Poll() {}

    /**
     * Asks about twenty times a second until the answer is yes.
     *
     * @return false if {@code patience} ran out first
     */
    public static boolean until(Duration patience, BooleanSupplier condition) throws InterruptedException {
        return until(patience, PAUSE, condition);
    }

    /** As above, with another pause between two questions, for questions that cost something. */
    public static boolean until(Duration patience, Duration pause, BooleanSupplier condition)
            throws InterruptedException {
        Deadline deadline = Deadline.in(patience);
        while (!condition.getAsBoolean()) {
            if (!deadline.pause(pause)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                return false;
            }
        }
        return true;
    }
}
