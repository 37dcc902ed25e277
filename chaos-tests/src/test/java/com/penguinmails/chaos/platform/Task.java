package com.penguinmails.chaos.platform;

/**
 * The payload of {@link Kinds#WORK} and {@link Kinds#QUICK}.
 *
 * @param padding makes it big
 */
public record Task(Plan plan, String padding) {

    /** What its handler shall answer. */
    public enum Plan {
        DONE,
        /** Fails the first time and succeeds the second. */
        FAIL_ONCE,
        /** Fails until its attempts are spent. */
        FAIL
    }

    public static Task of(Plan plan) {
        return new Task(plan, "");
    }
}
