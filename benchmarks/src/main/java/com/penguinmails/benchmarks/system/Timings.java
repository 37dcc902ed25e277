package com.penguinmails.benchmarks.system;

import java.util.List;

/**
 * When handlers had their jobs, in microseconds per job.
 *
 * @param sinceIntended since the moment the job should have been added; waiting to add it is the system's time too
 * @param sinceAdded since it had been added
 */
public record Timings(List<Long> sinceIntended, List<Long> sinceAdded) {}
