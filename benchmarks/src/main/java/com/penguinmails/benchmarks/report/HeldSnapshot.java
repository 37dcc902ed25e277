package com.penguinmails.benchmarks.report;

/**
 * What an open snapshot costs.
 *
 * @param clean jobs a second without one, the median of the usual runs
 * @param held with one
 * @param ratio held divided by clean
 */
public record HeldSnapshot(double clean, double held, double ratio) {}
