package com.penguinmails.benchmarks.api;

import java.util.Arrays;
import java.util.Iterator;

/**
 * The command line.
 *
 * @param slices how often the gateway and the services take turns
 * @param knee whether the rate is raised until the platform cannot keep up
 * @param rowSecurity whether row-level security is measured
 * @param keep whether the results go to the repository and the page: only those of a whole run with nothing changed
 */
record ApiOptions(int slices, boolean knee, boolean rowSecurity, boolean keep) {

    static final String USAGE = """
            bench-api [--slices 8] [--no-knee] [--no-rls]
            With any of these the results are printed and not kept.""";

    private static final int SLICES = 8;

    /** @throws IllegalArgumentException when it says something unknown */
    static ApiOptions parse(String... arguments) {
        int slices = SLICES;
        boolean knee = true;
        boolean rowSecurity = true;
        Iterator<String> words = Arrays.asList(arguments).iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--slices" -> slices = number(words);
                case "--no-knee" -> knee = false;
                case "--no-rls" -> rowSecurity = false;
                default -> throw new IllegalArgumentException("unknown: " + word);
            }
        }
        return new ApiOptions(slices, knee, rowSecurity, arguments.length == 0);
    }

    private static int number(Iterator<String> words) {
        try {
            int number = words.hasNext() ? Integer.parseInt(words.next()) : 0;
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException text) {
            throw new IllegalArgumentException("--slices takes a number", text);
        }
        throw new IllegalArgumentException("--slices takes a number from 1 on");
    }
}
