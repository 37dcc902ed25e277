package com.penguinmails.benchmarks.api;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Lines for whoever waits. */
final class Progress {

    private static final long STARTED = System.nanoTime();

    private Progress() {}

    static void say(String format, Object... values) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - STARTED);
        System.out.printf(Locale.ROOT, "%3d s  %s%n", seconds, String.format(Locale.ROOT, format, values));
    }
}
