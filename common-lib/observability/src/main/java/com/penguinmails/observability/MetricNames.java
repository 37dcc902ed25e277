package com.penguinmails.observability;

/**
 * Names of the metrics that more than one service records or that dashboards and alerts rely on.
 *
 * <p>Micrometer form, dots between words; Prometheus shows {@code penguinmails_jobs_finished_total} and so on. Every meter also
 * carries the tag {@code service}. Tags must have few values: never a tenant, an address or an id.
 */
public final class MetricNames {

    /** Counter; tag {@link #KIND}. */
    public static final String JOBS_ENQUEUED = "penguinmails.jobs.enqueued";

    /** Counter; tags {@link #KIND} and {@link #OUTCOME}. */
    public static final String JOBS_FINISHED = "penguinmails.jobs.finished";

    /** Timer of the handler alone; tag {@link #KIND}. */
    public static final String JOB_DURATION = "penguinmails.jobs.duration";

    /** Timer from due to started; tag {@link #KIND}. */
    public static final String JOB_LATENCY = "penguinmails.jobs.latency";

    /** Counter of SMTP attempts; tag {@link #OUTCOME}. */
    public static final String EMAILS_ATTEMPTED = "penguinmails.emails.attempted";

    /** Timer from accepted to first attempt. */
    public static final String EMAIL_LATENCY = "penguinmails.emails.latency";

    /** Kind of a job, for example {@code email.send}. */
    public static final String KIND = "kind";

    /** How it ended, in one lower-case word. */
    public static final String OUTCOME = "outcome";

    private MetricNames() {}
}
