package com.penguinmails.benchmarks.system;

/**
 * The payload that every system carries: about 120 bytes of JSON, as a campaign's send job would have.
 *
 * @param n 0, 1, 2 … within one batch of jobs
 */
public record NoOpJob(long n, String campaign, String lead, String template) {

    public static NoOpJob of(long n) {
        return new NoOpJob(
                n,
                "0195a3c2-7b1e-7c44-9d10-5f2a3b4c5d6e",
                "lead-%08d@example.com".formatted(n % 100_000_000L),
                "welcome-1");
    }

    public String json() {
        return "{\"n\":" + n + ",\"campaign\":\"" + campaign + "\",\"lead\":\"" + lead + "\",\"template\":\"" + template
                + "\"}";
    }
}
