package com.penguinmails.jobs.redis;

import java.util.List;

/**
 * Results read but not removed; {@link DispatchSide#trim} removes them once they are in PostgreSQL.
 *
 * @param base how many results had ever been removed when these were read
 */
public record Acks(String epoch, String base, List<Result> results) {}
