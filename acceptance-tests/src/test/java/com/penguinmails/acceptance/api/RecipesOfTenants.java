package com.penguinmails.acceptance.api;

import static com.penguinmails.acceptance.api.Json.object;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What a tenant is and decides. */
final class RecipesOfTenants {

    private static final String TENANT = "/api/v1/tenant";

    private RecipesOfTenants() {}

    static final List<Recipe> ALL = List.of(
            Recipe.of("POST /api/v1/tenants")
                    .body(tenant -> object("name", tenant.mark() + " branch", "timezone", "Europe/Madrid")),
            Recipe.of("GET /api/v1/tenants"),
            Recipe.of("POST /api/v1/tenants/join")
                    .body(tenant -> object("token", tenant.tenantId().replace("-", "") + ".AAAAAAAAAAAAAAAAAAAAAAAA")),
            Recipe.of("GET " + TENANT),
            Recipe.of("PATCH " + TENANT).body(tenant -> object("name", tenant.mark())),
            Recipe.of("POST " + TENANT + "/closure")
                    .body(tenant -> object("name", tenant.mark()))
                    .undoneBy("DELETE " + TENANT + "/closure")
                    .last(),
            Recipe.of("DELETE " + TENANT + "/closure").last(),
            Recipe.of("GET " + TENANT + "/policy"),
            Recipe.of("PUT " + TENANT + "/policy")
                    .body("mfaRequired", false, "sessionMinutes", 600)
                    .last(),
            Recipe.of("GET " + TENANT + "/settings"),
            Recipe.of("PUT " + TENANT + "/settings")
                    .body("language", "es", "dateFormat", "DD/MM/YYYY", "weekStart", "monday"),
            Recipe.of("GET " + TENANT + "/quotas"),
            Recipe.of("GET " + TENANT + "/features"),
            Recipe.of("GET " + TENANT + "/roles"),
            Recipe.of("POST " + TENANT + "/roles")
                    .body(tenant -> object(
                            "role",
                            "r" + UUID.randomUUID().toString().substring(0, 12),
                            "name",
                            tenant.mark(),
                            "permissions",
                            List.of("tenant:read"))),
            Recipe.of("PUT " + TENANT + "/roles/{role}")
                    .with("role", "role")
                    .body(tenant -> object("name", tenant.mark(), "permissions", List.of("tenant:read"))),
            Recipe.of("DELETE " + TENANT + "/roles/{role}").with("role", "role").last(),
            Recipe.of("GET " + TENANT + "/members"),
            Recipe.of("GET " + TENANT + "/members/{userId}").with("userId", "member"),
            Recipe.of("PATCH " + TENANT + "/members/{userId}")
                    .with("userId", "member")
                    .body("role", "member"),
            Recipe.of("DELETE " + TENANT + "/members/{userId}")
                    .with("userId", "member")
                    .last(),
            Recipe.of("POST " + TENANT + "/departure").atTheEnd(),
            Recipe.of("POST " + TENANT + "/ownership-transfer")
                    .body(tenant -> object("userId", tenant.id("narrow")))
                    .atTheEnd(),
            Recipe.of("GET " + TENANT + "/api-keys"),
            Recipe.of("POST " + TENANT + "/api-keys")
                    .body(tenant -> object("name", tenant.mark(), "scopes", List.of("tenant:read"))),
            Recipe.of("GET " + TENANT + "/api-keys/{id}").with("id", "api-key"),
            Recipe.of("POST " + TENANT + "/api-keys/{id}/rotate")
                    .with("id", "spare-api-key")
                    .body("graceMinutes", 5),
            Recipe.of("DELETE " + TENANT + "/api-keys/{id}")
                    .with("id", "spare-api-key")
                    .last(),
            Recipe.of("GET /api/v1/oauth/apps"),
            Recipe.of("POST /api/v1/oauth/apps")
                    .body(tenant -> object(
                            "name",
                            tenant.mark(),
                            "redirectUris",
                            List.of(AppFlow.CALLBACK),
                            "scopes",
                            List.of("tenant:read"))),
            Recipe.of("GET /api/v1/oauth/apps/{id}").with("id", "app"),
            Recipe.of("DELETE /api/v1/oauth/apps/{id}").with("id", "app").last(),
            Recipe.of("GET /api/v1/sso"),
            // There is no identity provider here: its document is asked for, and the address is refused.
            Recipe.of("PUT /api/v1/sso/connection")
                    .body(tenant -> object(
                            "issuer",
                            "https://login." + tenant.mark().toLowerCase(Locale.ROOT) + ".example",
                            "clientId",
                            tenant.mark(),
                            "clientSecret",
                            "a secret",
                            "enforced",
                            false))
                    .last(),
            Recipe.of("DELETE /api/v1/sso/connection").last(),
            Recipe.of("GET /api/v1/sso/domains"),
            Recipe.of("POST /api/v1/sso/domains")
                    .body(tenant -> object("domain", "d" + UUID.randomUUID() + ".example")),
            Recipe.of("POST /api/v1/sso/domains/{domain}/verification").with("domain", "sso-domain"),
            Recipe.of("DELETE /api/v1/sso/domains/{domain}")
                    .with("domain", "sso-domain")
                    .last(),
            Recipe.of("GET " + TENANT + "/invitations"),
            Recipe.of("POST " + TENANT + "/invitations")
                    .body(tenant -> object("email", UUID.randomUUID() + "@invited.example", "role", "viewer")),
            Recipe.of("GET " + TENANT + "/invitations/{id}").with("id", "invitation"),
            Recipe.of("POST " + TENANT + "/invitations/{id}/resend").with("id", "invitation"),
            Recipe.of("DELETE " + TENANT + "/invitations/{id}")
                    .with("id", "invitation")
                    .last(),
            Recipe.of("GET " + TENANT + "/operator-entries"),
            Recipe.of("DELETE " + TENANT + "/operator-entries/{id}")
                    .with("id", "entry")
                    .last(),
            Recipe.of("GET /api/v1/audit-log"),
            Recipe.of("GET /api/v1/audit-log/verification"),
            Recipe.of("GET /api/v1/workspaces"),
            Recipe.of("POST /api/v1/workspaces")
                    .body(tenant -> object(
                            "name", tenant.mark() + UUID.randomUUID().toString().substring(0, 8))),
            Recipe.of("GET /api/v1/workspaces/{id}").with("id", "workspace"),
            Recipe.of("GET /api/v1/billing/plans"),
            Recipe.of("GET /api/v1/billing/subscription"));
}
