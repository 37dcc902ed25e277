package com.penguinmails.queuer.operate.listing;

import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a queue. Null means any.
 *
 * <p>Refused with {@code filter-needed} (400), naming what to add, is what only a walk through history could answer.
 */
record JobFilter(
        String queue,
        @Nullable ListedStatus status,
        @Nullable UUID tenantId,
        @Nullable String kind,
        @Nullable UUID groupId) {

    JobFilter {
        if (tenantId == null && groupId != null) {
            throw needed("tenantId", "say whose group it is: a group is found by its tenant");
        }
        if (tenantId == null && status == null) {
            throw needed(
                    "tenantId",
                    "name a tenant, or a status other than completed: all jobs of a queue are its whole history");
        }
        if (tenantId == null && status == ListedStatus.COMPLETED) {
            throw needed("tenantId", "name a tenant: completed jobs are found by tenant only");
        }
    }

    /** Which part of which table answers this. */
    Window window() {
        if (groupId != null || status == null) {
            return Window.DESCRIPTIONS;
        }
        return switch (status) {
            case QUEUED -> tenantId == null ? Window.READY : Window.READY_OF_TENANT;
            case HELD -> tenantId == null ? Window.HELD : Window.HELD_OF_TENANT;
            case MIGRATED_TO_REDIS, RUNNING -> tenantId == null ? Window.LEASED : Window.LEASED_OF_TENANT;
            case COMPLETED -> Window.COMPLETED;
            case FAILED -> Window.FAILED;
            case CANCELLED -> Window.CANCELLED;
            case UNCERTAIN -> Window.UNCERTAIN;
        };
    }

    private static Refusal needed(String field, String message) {
        return new Refusal(
                Refusal.Kind.INVALID,
                "filter-needed",
                "Without another filter this would read the whole history.",
                List.of(new Refusal.Item(field, message)));
    }
}
