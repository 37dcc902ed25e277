package com.penguinmails.queuer.operate.acts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an operator can do. */
public enum ActKind {
    PAUSE_QUEUE,
    RESUME_QUEUE,
    DRAIN_QUEUE,
    PAUSE_TENANT,
    RESUME_TENANT,
    WEIGH_TENANT,
    PAUSE_GROUP,
    RESUME_GROUP,
    CANCEL_GROUP,
    RETRY_JOB,
    RETRY_JOBS,
    CANCEL_JOB,
    MOVE_JOB,
    PAUSE_SCHEDULE,
    RESUME_SCHEDULE;

    /** As it is stored and shown, for example {@code pause-queue}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
