package com.penguinmails.benchmarks.measure;

import java.util.Collection;
import java.util.List;

/** The arithmetic over samples. Nothing is dropped and nothing is averaged. */
public final class Statistics {

    private Statistics() {}

    /** The middle one, or the mean of the middle two. */
    public static double median(Collection<? extends Number> samples) {
        List<Double> sorted = sorted(samples);
        int size = sorted.size();
        return size % 2 == 1 ? sorted.get(size / 2) : (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2;
    }

    /**
     * The smallest sample that at least {@code percent} of all do not exceed (nearest rank).
     *
     * @param percent above 0, up to 100
     */
    public static double percentile(Collection<? extends Number> samples, double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be above 0 and up to 100: " + percent);
        }
        List<Double> sorted = sorted(samples);
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    public static double min(Collection<? extends Number> samples) {
        return sorted(samples).getFirst();
    }

    public static double max(Collection<? extends Number> samples) {
        return sorted(samples).getLast();
    }

    /** @throws IllegalArgumentException when there is nothing to compare with */
    public static double ratio(double a, double b) {
        if (b == 0) {
            throw new IllegalArgumentException("a ratio to nothing");
        }
        return a / b;
    }

    private static List<Double> sorted(Collection<? extends Number> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        return samples.stream().map(Number::doubleValue).sorted().toList();
    }
}
