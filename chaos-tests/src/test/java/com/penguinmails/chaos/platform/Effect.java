package com.penguinmails.chaos.platform;

import java.util.UUID;

/**
 * One time that a handler did its work.
 *
 * @param worker who brought the job
 * @param nanos when, by {@link System#nanoTime}
 */
public record Effect(UUID job, UUID tenant, String kind, int attempt, String worker, long nanos) {}
