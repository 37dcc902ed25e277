package com.penguinmails.queuer.conservation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the last check found.
 *
 * @param checkedAt null before the first check
 * @param sound whether nothing was found wrong in two checks running
 * @param lookedUp how many jobs were looked up one by one
 */
record ConservationView(
        @Nullable Instant checkedAt,
        long tookMillis,
        int lookedUp,
        boolean sound,
        List<Queue> queues,
        List<Mismatch> mismatches,
        List<Stray> strays) {

    /** Over all tenants; the two can agree while tenants do not. */
    record Queue(String queue, long booked, long found) {}

    /**
     * @param booked unfinished jobs by the ledger
     * @param found unfinished jobs in the tables
     * @param checks how many checks running have seen a difference; the second confirms it
     */
    record Mismatch(UUID tenantId, String queue, long booked, long found, Instant since, int checks) {}

    /** @param places of ready, held, leased and finished, those that have the job; a job must be in one */
    record Stray(UUID tenantId, UUID id, String queue, List<String> places, Instant since, int checks) {}
}
