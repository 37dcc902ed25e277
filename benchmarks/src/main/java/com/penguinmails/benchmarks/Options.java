package com.penguinmails.benchmarks;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param only names of the systems to be measured; empty for all
 * @param runs of every system
 * @param jobs in a timed run; 0 for what suits each system
 * @param latency whether latencies are measured
 * @param held whether runs with a held snapshot are measured
 * @param environment variables for our queuer and worker
 * @param keep whether the results go to the repository and the page: only those of a whole run with nothing changed
 */
record Options(
        List<String> only,
        int runs,
        int jobs,
        boolean latency,
        boolean held,
        Map<String, String> environment,
        boolean keep) {

    static final String USAGE = """
            bench-queue [--only ours,graphile-worker] [--runs 3] [--jobs 100000] [--no-latency] [--no-held]
                        [--env WORKER_CONCURRENCY=500]...
            With any of these the results are printed and not kept.""";

    private static final int RUNS = 3;

    /** @throws IllegalArgumentException when it says something unknown */
    static Options parse(String... arguments) {
        List<String> only = List.of();
        int runs = RUNS;
        int jobs = 0;
        boolean latency = true;
        boolean held = true;
        Map<String, String> environment = new TreeMap<>();
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--only" -> only = List.of(value(word, words).split(",", -1));
                case "--runs" -> runs = positive(word, words);
                case "--jobs" -> jobs = positive(word, words);
                case "--no-latency" -> latency = false;
                case "--no-held" -> held = false;
                case "--env" -> {
                    String[] nameAndValue = value(word, words).split("=", 2);
                    if (nameAndValue.length != 2) {
                        throw new IllegalArgumentException("--env takes NAME=VALUE");
                    }
                    environment.put(nameAndValue[0], nameAndValue[1]);
                }
                default -> throw new IllegalArgumentException("unknown: " + word);
            }
        }
        return new Options(only, runs, jobs, latency, held, environment, arguments.length == 0);
    }

    boolean wants(String system) {
        return only.isEmpty() || only.contains(system);
    }

    private static int positive(String word, Iterator<String> words) {
        int number;
        try {
            number = Integer.parseInt(value(word, words));
        } catch (NumberFormatException text) {
            throw new IllegalArgumentException(word + " takes a number", text);
        }
        if (number < 1) {
            throw new IllegalArgumentException(word + " must be at least 1");
        }
        return number;
    }

    private static String value(String word, Iterator<String> words) {
        @Nullable String next = words.hasNext() ? words.next() : null;
        if (next == null) {
            throw new IllegalArgumentException(word + " takes a value");
        }
        return next;
    }
}
