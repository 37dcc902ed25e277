package com.penguinmails.acceptance.api;

import static com.penguinmails.acceptance.api.Json.object;

import java.util.List;

/** What those do who run the platform. */
final class RecipesOfOperators {

    private static final String ADMIN = "/api/v1/platform/admin";
    private static final String OF_TENANT = ADMIN + "/tenants/{tenantId}";
    private static final String SYSTEM = "/api/v1/platform/system";
    private static final String GROUP = SYSTEM + "/tenants/{tenantId}/groups/{groupId}";
    private static final String REASON = "reason";
    private static final String WHY = "because a test asks for it";
    private static final String TENANT_ID = "tenantId";

    private RecipesOfOperators() {}

    static final List<Recipe> ALL = List.of(
            Recipe.of("GET /api/v1/platform/signing-keys"),
            Recipe.of("POST /api/v1/platform/signing-keys/rotate").last(),
            Recipe.of("DELETE /api/v1/platform/signing-keys/{id}")
                    .fixed("id", nobody -> "00000000-0000-7000-8000-000000000000")
                    .last(),
            Recipe.of("GET " + ADMIN + "/staff"),
            Recipe.of("POST " + ADMIN + "/staff")
                    .body(tenant -> object("email", tenant.owner().email(), "role", "finance"))
                    .last(),
            Recipe.of("GET " + ADMIN + "/staff/acts"),
            Recipe.of("GET " + ADMIN + "/staff/{userId}")
                    .fixed("userId", tenant -> Operators.finance().userId()),
            Recipe.of("PATCH " + ADMIN + "/staff/{userId}")
                    .fixed("userId", tenant -> Operators.finance().userId())
                    .body("role", "finance", "active", true),
            Recipe.of("GET " + ADMIN + "/feature-flags"),
            Recipe.of("GET " + ADMIN + "/feature-flags/{key}").fixed("key", tenant -> "test-flag"),
            Recipe.of("PUT " + ADMIN + "/feature-flags/{key}")
                    .fixed("key", tenant -> "test-flag")
                    .body("description", "of tests", "enabled", false, "percentage", 0),
            Recipe.of("DELETE " + ADMIN + "/feature-flags/{key}")
                    .fixed("key", tenant -> "test-flag")
                    .last(),
            Recipe.of("GET " + ADMIN + "/tenants"),
            Recipe.of("GET " + OF_TENANT).with(TENANT_ID, "tenant"),
            Recipe.of("POST " + OF_TENANT + "/suspension")
                    .undoneBy("POST " + OF_TENANT + "/reinstatement")
                    .with(TENANT_ID, "tenant")
                    .body(REASON, WHY)
                    .last(),
            Recipe.of("POST " + OF_TENANT + "/reinstatement")
                    .with(TENANT_ID, "tenant")
                    .body(REASON, WHY)
                    .last(),
            Recipe.of("POST " + OF_TENANT + "/data-key/rotation")
                    .with(TENANT_ID, "tenant")
                    .body(REASON, WHY)
                    .last(),
            Recipe.of("GET " + OF_TENANT + "/quotas").with(TENANT_ID, "tenant"),
            Recipe.of("PUT " + OF_TENANT + "/quotas/{quota}")
                    .with(TENANT_ID, "tenant")
                    .fixed("quota", tenant -> "workspaces")
                    .body("most", 100, REASON, WHY),
            Recipe.of("GET " + OF_TENANT + "/entries").with(TENANT_ID, "tenant"),
            Recipe.of("POST " + OF_TENANT + "/entries")
                    .with(TENANT_ID, "tenant")
                    .body(REASON, WHY, "minutes", 30)
                    .last(),
            Recipe.of("DELETE " + OF_TENANT + "/entries/{id}")
                    .with(TENANT_ID, "tenant")
                    .with("id", "entry")
                    .last(),
            Recipe.of("GET " + SYSTEM + "/queues"),
            onQueue("POST " + SYSTEM + "/queues/{name}/pause")
                    .body(REASON, WHY)
                    .undoneBy("POST " + SYSTEM + "/queues/{name}/resume")
                    .last(),
            onQueue("POST " + SYSTEM + "/queues/{name}/resume")
                    .body(REASON, WHY)
                    .last(),
            onQueue("POST " + SYSTEM + "/queues/{name}/drain").body(REASON, WHY).last(),
            onQueue("GET " + SYSTEM + "/queues/{name}/jobs").query("status=queued"),
            onQueue("POST " + SYSTEM + "/queues/{name}/jobs/retry")
                    .body("failedSince", "2026-01-01T00:00:00Z", "failedUntil", "2026-01-02T00:00:00Z", REASON, WHY),
            Recipe.of("GET " + SYSTEM + "/jobs/{id}").with("id", "job"),
            Recipe.of("GET " + SYSTEM + "/jobs/{id}/explanation").with("id", "job"),
            Recipe.of("POST " + SYSTEM + "/jobs/{id}/retry")
                    .with("id", "job")
                    .body(REASON, WHY)
                    .last(),
            Recipe.of("POST " + SYSTEM + "/jobs/{id}/cancel")
                    .with("id", "job")
                    .body(REASON, WHY)
                    .last(),
            Recipe.of("POST " + SYSTEM + "/jobs/{id}/move")
                    .with("id", "job")
                    .body("priority", 100, REASON, WHY)
                    .last(),
            Recipe.of("POST " + SYSTEM + "/tenants/{tenantId}/pause")
                    .undoneBy("POST " + SYSTEM + "/tenants/{tenantId}/resume")
                    .with(TENANT_ID, "tenant")
                    .body(REASON, WHY)
                    .last(),
            Recipe.of("POST " + SYSTEM + "/tenants/{tenantId}/resume")
                    .with(TENANT_ID, "tenant")
                    .body(REASON, WHY)
                    .last(),
            Recipe.of("PUT " + SYSTEM + "/tenants/{tenantId}/weight")
                    .with(TENANT_ID, "tenant")
                    .body("weight", 1, REASON, WHY)
                    .last(),
            onGroup("POST " + GROUP + "/pause"),
            onGroup("POST " + GROUP + "/resume"),
            onGroup("POST " + GROUP + "/cancel"),
            Recipe.of("GET " + SYSTEM + "/acts"),
            Recipe.of("GET " + SYSTEM + "/schedules"),
            onSchedule("POST " + SYSTEM + "/schedules/{name}/pause")
                    .undoneBy("POST " + SYSTEM + "/schedules/{name}/resume"),
            onSchedule("POST " + SYSTEM + "/schedules/{name}/resume"),
            Recipe.of("GET " + SYSTEM + "/conservation"));

    private static Recipe onQueue(String operation) {
        return Recipe.of(operation).fixed("name", tenant -> Operators.someQueue());
    }

    private static Recipe onGroup(String operation) {
        return Recipe.of(operation)
                .with(TENANT_ID, "tenant")
                .with("groupId", "campaign")
                .body(REASON, WHY)
                .last();
    }

    private static Recipe onSchedule(String operation) {
        return Recipe.of(operation)
                .fixed("name", tenant -> Operators.someSchedule())
                .body(REASON, WHY)
                .last();
    }
}
