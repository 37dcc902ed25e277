package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to be added, for the tenant in scope.
 *
 * @param payload written as JSON, at most {@value #MAX_PAYLOAD} bytes; never a secret, since it lies in PostgreSQL and Redis in the clear
 * @param priority 0 to 1000; up to 50 is high, up to 150 normal, the rest low
 * @param runAt not before then; null means now
 * @param deadline a job that has not begun by then fails; null for none
 * @param uniqueKey 1 to 200 characters: at most one unfinished job of this tenant, kind and key; null for any number
 * @param group what it can be paused and cancelled together with, see {@link JobGroups}; null for nothing
 * @param maxAttempts 1 to 100 tries that fail before the job is {@code failed}; crashes of a worker and snoozes are not counted
 */
public record NewJob(
        JobKind kind,
        Object payload,
        int priority,
        @Nullable Instant runAt,
        @Nullable Instant deadline,
        @Nullable String uniqueKey,
        @Nullable UUID group,
        int maxAttempts) {

    /** Served before everything else: somebody is waiting at a screen. */
    public static final int HIGH = 50;

    public static final int NORMAL = 100;

    /** Served with what the others leave, and at least one twelfth. */
    public static final int LOW = 200;

    /** 256 KiB. */
    public static final int MAX_PAYLOAD = 262_144;

    public NewJob {
        if (priority < 0 || priority > 1000) {
            throw new IllegalArgumentException("priority must be 0 to 1000");
        }
        if (maxAttempts < 1 || maxAttempts > 100) {
            throw new IllegalArgumentException("maxAttempts must be 1 to 100");
        }
        if (uniqueKey != null && (uniqueKey.isEmpty() || uniqueKey.length() > 200)) {
            throw new IllegalArgumentException("uniqueKey must be 1 to 200 characters");
        }
    }

    /** Normal priority, at once, not unique, as often as its kind says. */
    public static NewJob of(JobKind kind, Object payload) {
        return new NewJob(
                kind, payload, NORMAL, null, null, null, null, kind.policy().maxAttempts());
    }

    public NewJob priority(int priority) {
        return new NewJob(kind, payload, priority, runAt, deadline, uniqueKey, group, maxAttempts);
    }

    public NewJob runAt(Instant runAt) {
        return new NewJob(kind, payload, priority, runAt, deadline, uniqueKey, group, maxAttempts);
    }

    public NewJob deadline(Instant deadline) {
        return new NewJob(kind, payload, priority, runAt, deadline, uniqueKey, group, maxAttempts);
    }

    public NewJob uniqueKey(String uniqueKey) {
        return new NewJob(kind, payload, priority, runAt, deadline, uniqueKey, group, maxAttempts);
    }

    public NewJob group(UUID group) {
        return new NewJob(kind, payload, priority, runAt, deadline, uniqueKey, group, maxAttempts);
    }

    public NewJob maxAttempts(int maxAttempts) {
        return new NewJob(kind, payload, priority, runAt, deadline, uniqueKey, group, maxAttempts);
    }
}
