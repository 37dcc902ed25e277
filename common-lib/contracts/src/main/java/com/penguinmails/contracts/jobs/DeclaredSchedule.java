package com.penguinmails.contracts.jobs;

/**
 * A recurring job of the platform: it belongs to no tenant.
 *
 * @param name 1 to 60 lower-case letters, digits and hyphens; one of a kind within its service
 * @param kind its handler must be the service that declares it
 * @param priority 0 to 1000, as of any job
 * @param payload JSON, the same for every tick
 * @param cron six fields from seconds to day of week, as Spring's {@code CronExpression} reads them
 * @param zone time zone of the expression, for example {@code Europe/Berlin}
 * @param missed what becomes of ticks that passed while no queuer ran
 */
public record DeclaredSchedule(
        String name, JobKind kind, int priority, String payload, String cron, String zone, Missed missed) {

    /** A tick is missed when it is more than a minute late. */
    public enum Missed {
        /** Missed ticks get no job. */
        SKIP,
        /** One job makes up for all that were missed. */
        ONCE,
        /** Each tick gets its job, the latest hundred at most. */
        ALL
    }
}
