package com.penguinmails.queuer.operate.explain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a job has not run, or where it is.
 *
 * @param runsAt when it is expected to begin: exact for what is scheduled, an estimate for what is behind others; null when it runs already, never
 *     runs again, or waits for somebody to do something
 * @param reasons the one that decides first
 */
record Explanation(
        UUID jobId,
        UUID tenantId,
        String queue,
        String kind,
        String status,
        @Nullable Instant runsAt,
        List<ReasonView> reasons) {

    /**
     * One reason.
     *
     * @param code stable
     * @param since when it began to hold; null where unknown
     * @param until when it ends; null where unknown or not by itself
     */
    record ReasonView(
            String code,
            String sentence,
            @Nullable Instant since,
            @Nullable Instant until) {

        static ReasonView of(Reason reason) {
            return new ReasonView(reason.code(), reason.sentence(), reason.since(), reason.until());
        }
    }
}
