package com.penguinmails.benchmarks.report;

/**
 * A bound that must hold.
 *
 * @param required with words
 * @param measured what came out, or that nothing did
 */
public record Floor(String name, String required, String measured, boolean holds) {}
