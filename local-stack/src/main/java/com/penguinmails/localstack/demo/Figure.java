package com.penguinmails.localstack.demo;

import java.util.Locale;

/**
 * One line of the result: what the platform says, what stands beside it, and whether the two agree.
 *
 * @param platform read from the platform's API
 * @param world read from the mail world's ledger, or from the truth about the file where the ledger cannot know
 */
public record Figure(String name, String platform, String world, boolean agrees) {

    /** Two counts that must be equal. */
    static Figure same(String name, long platform, long world) {
        return new Figure(name, number(platform), number(world), platform == world);
    }

    /** Two counts of which the platform's may be lower, by at most {@code unknown}. */
    static Figure within(String name, long platform, long world, long unknown) {
        return new Figure(name, number(platform), number(world), platform <= world && world - platform <= unknown);
    }

    /** Two measurements of the same thing with different clocks: they agree within a quarter or within {@code slack}. */
    static Figure close(String name, double platform, double world, double slack, String unit) {
        double difference = Math.abs(platform - world);
        boolean agrees = difference <= slack || difference <= 0.25 * Math.max(platform, world);
        return new Figure(
                name,
                String.format(Locale.ROOT, "%,.1f %s", platform, unit),
                String.format(Locale.ROOT, "%,.1f %s", world, unit),
                agrees);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
