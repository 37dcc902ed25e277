package com.penguinmails.acceptance.api;

import static com.penguinmails.acceptance.api.Json.object;

import com.penguinmails.acceptance.Stack;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Mailboxes, leads, templates, campaigns, messages and figures. */
final class RecipesOfMail {

    private static final String CAMPAIGN = "/api/v1/campaigns/{id}";

    private RecipesOfMail() {}

    static final List<Recipe> ALL = List.of(
            Recipe.of("GET /api/v1/mailboxes"),
            Recipe.of("POST /api/v1/mailboxes").body(RecipesOfMail::mailbox),
            Recipe.of("GET /api/v1/mailboxes/{id}").with("id", "mailbox"),
            Recipe.of("PATCH /api/v1/mailboxes/{id}").with("id", "mailbox").body("dailyLimit", 9_000),
            Recipe.of("POST /api/v1/mailboxes/{id}/check").with("id", "mailbox"),
            Recipe.of("DELETE /api/v1/mailboxes/{id}").with("id", "mailbox").last(),
            Recipe.of("GET /api/v1/domains"),
            Recipe.of("GET /api/v1/domains/{id}").with("id", "domain"),
            Recipe.of("GET /api/v1/leads"),
            Recipe.of("GET /api/v1/lists"),
            Recipe.of("GET /api/v1/leads/imports"),
            Recipe.of("POST /api/v1/leads/imports").upload("Email,First Name\r\nnew.reader@example.com,New\r\n"),
            Recipe.of("GET /api/v1/leads/imports/{id}").with("id", "import"),
            Recipe.of("GET /api/v1/leads/imports/{id}/rejections").with("id", "import"),
            Recipe.of("GET /api/v1/templates"),
            Recipe.of("POST /api/v1/templates").body(RecipesOfMail::template),
            Recipe.of("GET /api/v1/templates/{id}").with("id", "template"),
            Recipe.of("PUT /api/v1/templates/{id}")
                    .with("id", "template")
                    .body(tenant -> template(tenant).put("version", 0)),
            Recipe.of("POST /api/v1/templates/{id}/preview")
                    .with("id", "template")
                    .body(tenant -> object("leadId", tenant.id("lead"))),
            Recipe.of("GET /api/v1/campaigns"),
            Recipe.of("POST /api/v1/campaigns").body(RecipesOfMail::campaign),
            Recipe.of("GET " + CAMPAIGN).with("id", "campaign"),
            Recipe.of("PATCH " + CAMPAIGN).with("id", "draft").body(RecipesOfMail::campaign),
            Recipe.of("GET " + CAMPAIGN + "/preflight").with("id", "draft"),
            Recipe.of("GET " + CAMPAIGN + "/statistics").with("id", "campaign"),
            Recipe.of("POST " + CAMPAIGN + "/launch").with("id", "draft").last(),
            Recipe.of("POST " + CAMPAIGN + "/pause").with("id", "campaign").last(),
            Recipe.of("POST " + CAMPAIGN + "/resume").with("id", "campaign").last(),
            Recipe.of("POST " + CAMPAIGN + "/cancel").with("id", "campaign").last(),
            Recipe.of("GET /api/v1/messages"),
            Recipe.of("GET /api/v1/suppressions"),
            Recipe.of("POST /api/v1/suppressions")
                    .body(tenant -> object("address", UUID.randomUUID() + "@suppressed.example")),
            Recipe.of("DELETE /api/v1/suppressions/{id}")
                    .with("id", "suppression")
                    .last(),
            Recipe.of("GET /api/v1/analytics/overview"),
            Recipe.of("GET /t/o/{token}").with("token", "open-token").secret("token"),
            Recipe.of("GET /t/c/{token}").with("token", "click-token").secret("token"),
            Recipe.of("GET /u/{token}").with("token", "unsubscribe-token").secret("token"),
            Recipe.of("POST /u/{token}").with("token", "unsubscribe-token").secret("token"));

    private static ObjectNode template(Resident tenant) {
        return object("name", tenant.mark(), "subject", tenant.mark(), "html", "<p>" + tenant.mark() + "</p>");
    }

    private static JsonNode campaign(Resident tenant) {
        return object(
                "name",
                tenant.mark(),
                "templateId",
                tenant.id("template"),
                "listId",
                tenant.id("list"),
                "mailboxIds",
                List.of(tenant.id("mailbox")));
    }

    private static JsonNode mailbox(Resident tenant) {
        String address =
                "box-" + UUID.randomUUID() + "@" + tenant.mark().toLowerCase(java.util.Locale.ROOT) + ".example";
        return object(
                "address",
                address,
                "displayName",
                tenant.mark(),
                "dailyLimit",
                100,
                "minGapSeconds",
                0,
                "smtp",
                login(Stack.running().smtp(), address),
                "imap",
                login(Stack.running().imap(), address));
    }

    private static JsonNode login(URI server, String address) {
        return object(
                "host",
                server.getHost(),
                "port",
                server.getPort(),
                "security",
                "none",
                "username",
                address,
                "password",
                Stack.running().mailboxPassword());
    }
}
