package com.penguinmails.chaos.platform;

import com.penguinmails.chaos.child.DeadlyKind;
import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;
import java.time.Duration;

/** The kinds of jobs that scenarios submit, beside {@code email.send}. What misbehaves belongs to another service than what does not. */
public final class Kinds {

    /** Tries again soon, so that no scenario waits for a back-off. */
    private static final JobPolicy HASTY = JobPolicy.USUAL.backoff(Duration.ofMillis(500), Duration.ofSeconds(2));

    /** The queue of all of them. */
    public static final String QUEUE = "chaos";

    /** Does what its payload says, at once. */
    public static final JobKind WORK = good("chaos.work");

    /** The same, lent out with others of its tenant. */
    public static final JobKind QUICK = new JobKind("chaos.quick", QUEUE, ServiceName.CAMPAIGN, HASTY.together(20));

    /** Takes a second or two. */
    public static final JobKind SLOW = good("chaos.slow");

    /** Takes until the scenario lets it go. */
    public static final JobKind HELD = good("chaos.held");

    /** Reaches its service, which does nothing yet: as far as anybody can see, nothing has happened. */
    public static final JobKind UNTOUCHED = good("chaos.untouched");

    /** Never answers. */
    public static final JobKind HANGING =
            new JobKind("chaos.hanging", QUEUE, ServiceName.ANALYTICS, HASTY.timeout(Duration.ofSeconds(3)));

    /** Throws, which its service turns into a report. */
    public static final JobKind THROWING = bad("chaos.throwing");

    /** Its service answers 500. */
    public static final JobKind BREAKING = new JobKind("chaos.breaking", QUEUE, ServiceName.TENANT, HASTY);

    /** Ends the process of its service before it answers. */
    public static final JobKind DEADLY = new JobKind("chaos.deadly", QUEUE, ServiceName.INFRASTRUCTURE, HASTY);

    /** Answers something that is no report. */
    public static final JobKind GARBAGE = bad("chaos.garbage");

    /** Its service does not know it. */
    public static final JobKind UNKNOWN = bad("chaos.unknown");

    /** The worker does not know it. */
    public static final JobKind UNKNOWN_TO_WORKER = new JobKind("chaos.nobody", QUEUE, ServiceName.WORKER);

    /** Ends the worker's process. */
    public static final JobKind HALTING = new JobKind(DeadlyKind.NAME, QUEUE, ServiceName.WORKER);

    private Kinds() {}

    private static JobKind good(String name) {
        return new JobKind(name, QUEUE, ServiceName.CAMPAIGN, HASTY);
    }

    private static JobKind bad(String name) {
        return new JobKind(name, QUEUE, ServiceName.ANALYTICS, HASTY);
    }
}
