package com.penguinmails.gateway.routing;

import static com.penguinmails.contracts.ServiceName.ANALYTICS;
import static com.penguinmails.contracts.ServiceName.BILLING;
import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static com.penguinmails.contracts.ServiceName.EMAIL_PROCESSOR;
import static com.penguinmails.contracts.ServiceName.INFRASTRUCTURE;
import static com.penguinmails.contracts.ServiceName.QUEUER;
import static com.penguinmails.contracts.ServiceName.TENANT;
import static com.penguinmails.contracts.ServiceName.USER;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.gateway.routing.PublicRoute.Access;
import com.penguinmails.gateway.routing.PublicRoute.Reads;
import com.penguinmails.gateway.routing.PublicRoute.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the outside can reach; the first match counts.
 *
 * <p>What is not here does not exist for the outside: {@code /internal/**}, the management ports.
 * {@code /oauth2/token} is there for apps: the secret of a service is taken away on the way, as all credentials are on an open path.
 */
final class RouteTable {

    /** Services with an API for people, operators among them, in the order in which the documentation lists them. */
    static final List<ServiceName> DOCUMENTED =
            List.of(USER, TENANT, INFRASTRUCTURE, CAMPAIGN, EMAIL_PROCESSOR, BILLING, ANALYTICS, QUEUER);

    private RouteTable() {}

    static List<PublicRoute> all() {
        var routes = new ArrayList<>(List.of(
                anonymous(
                        "auth",
                        USER,
                        "/api/v1/auth/signup",
                        "/api/v1/auth/verify-email",
                        "/api/v1/auth/resend-verification",
                        "/api/v1/auth/forgot-password",
                        "/api/v1/auth/reset-password",
                        "/api/v1/auth/confirm-email-change",
                        "/api/v1/auth/login",
                        "/api/v1/auth/login/second-factor",
                        "/api/v1/auth/passkey",
                        "/api/v1/auth/passkey/options",
                        "/api/v1/auth/sso/start",
                        "/api/v1/auth/sso/complete",
                        "/api/v1/auth/refresh"),
                signedIn(
                        "auth-signed-in",
                        USER,
                        "/api/v1/auth/step-up",
                        "/api/v1/auth/step-up/sso",
                        "/api/v1/auth/step-up/sso/complete",
                        "/api/v1/auth/change-password",
                        "/api/v1/auth/logout"),
                signedIn("users", USER, "/api/v1/users/**"),
                signedIn("apps", USER, "/api/v1/oauth/**"),
                signedIn("sso", USER, "/api/v1/sso/**"),
                anonymous("oauth", USER, "/oauth2/authorize", "/oauth2/token"),
                new PublicRoute(
                        "keys",
                        USER,
                        Access.LINK,
                        Size.NORMAL,
                        Reads.KEPT,
                        List.of("/oauth2/jwks", "/.well-known/**"),
                        null),
                signedIn("tenants", TENANT, "/api/v1/tenants/**", "/api/v1/tenant/**"),
                signedIn("audit-log", TENANT, "/api/v1/audit-log/**"),
                signedIn("workspaces", TENANT, "/api/v1/workspaces/**"),
                signedIn("mailboxes", INFRASTRUCTURE, "/api/v1/mailboxes/**"),
                signedIn("domains", INFRASTRUCTURE, "/api/v1/domains/**"),
                // Before the campaigns, of which it takes one path.
                signedIn("campaign-statistics", ANALYTICS, "/api/v1/campaigns/{id}/statistics"),
                signedIn("campaigns", CAMPAIGN, "/api/v1/campaigns/**"),
                new PublicRoute(
                        "lead-imports",
                        CAMPAIGN,
                        Access.SIGNED_IN,
                        Size.UPLOAD,
                        Reads.TAGGED,
                        List.of("/api/v1/leads/imports"),
                        null),
                signedIn("leads", CAMPAIGN, "/api/v1/leads/**", "/api/v1/lists/**"),
                signedIn("templates", CAMPAIGN, "/api/v1/templates/**"),
                signedIn("messages", EMAIL_PROCESSOR, "/api/v1/messages/**"),
                signedIn("suppressions", EMAIL_PROCESSOR, "/api/v1/suppressions/**"),
                link("tracking", EMAIL_PROCESSOR, "/t/**"),
                link("unsubscribe", EMAIL_PROCESSOR, "/u/**"),
                signedIn("billing", BILLING, "/api/v1/billing/**"),
                signedIn("analytics", ANALYTICS, "/api/v1/analytics/**"),
                socket("live", ANALYTICS, "/ws/v1/analytics/**"),
                operator(
                        "platform-admin",
                        TENANT,
                        "/api/v1/platform/admin/staff/**",
                        "/api/v1/platform/admin/tenants/**",
                        "/api/v1/platform/admin/feature-flags/**"),
                operator("platform-keys", USER, "/api/v1/platform/signing-keys/**"),
                operator("platform-queues", QUEUER, "/api/v1/platform/system/**")));
        DOCUMENTED.forEach(service -> routes.add(new PublicRoute(
                "openapi-" + service.id(),
                service,
                Access.LINK,
                Size.NORMAL,
                Reads.KEPT,
                List.of("/openapi/" + service.id()),
                "/v3/api-docs")));
        return List.copyOf(routes);
    }

    private static PublicRoute signedIn(String id, ServiceName service, String... paths) {
        return new PublicRoute(id, service, Access.SIGNED_IN, Size.NORMAL, Reads.TAGGED, List.of(paths), null);
    }

    private static PublicRoute socket(String id, ServiceName service, String... paths) {
        return new PublicRoute(id, service, Access.SIGNED_IN, Size.NORMAL, Reads.EACH, List.of(paths), null);
    }

    private static PublicRoute operator(String id, ServiceName service, String... paths) {
        return new PublicRoute(id, service, Access.OPERATOR, Size.NORMAL, Reads.TAGGED, List.of(paths), null);
    }

    private static PublicRoute anonymous(String id, ServiceName service, String... paths) {
        return new PublicRoute(id, service, Access.ANONYMOUS, Size.NORMAL, Reads.EACH, List.of(paths), null);
    }

    private static PublicRoute link(String id, ServiceName service, String... paths) {
        return new PublicRoute(id, service, Access.LINK, Size.NORMAL, Reads.EACH, List.of(paths), null);
    }
}
