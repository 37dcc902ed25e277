package com.penguinmails.queuer.overview;

/**
 * One queue at one moment.
 *
 * @param due ready to run, still in PostgreSQL only
 * @param scheduled for later
 * @param held because their group is paused
 * @param leased in Redis or in the hands of a worker
 * @param oldestDueSeconds how long the oldest due job has waited
 */
public record QueueView(String queue, long due, long scheduled, long held, long leased, long oldestDueSeconds) {}
