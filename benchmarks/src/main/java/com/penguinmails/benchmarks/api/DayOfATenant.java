package com.penguinmails.benchmarks.api;

import com.penguinmails.localstack.demo.PlatformClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What a tenant's programs do all day: four fifths reading, one fifth writing. */
final class DayOfATenant {

    private static final long SEED = 20_261_122;

    private final AtomicLong made = new AtomicLong();

    Mix on(BenchedStack platform) {
        return new Mix(operations(platform));
    }

    private List<Operation> operations(BenchedStack platform) {
        var random = new Random(SEED);
        List<String> leads = platform.tenant()
                .api()
                .get("/api/v1/leads?limit=200")
                .path("items")
                .valueStream()
                .map(lead -> lead.path("email").asString())
                .toList();
        List<String> campaigns = platform.campaigns();
        List<String> mailboxes = platform.tenant().mailboxIds();
        return List.of(
                read("list campaigns", "campaign", 15, () -> "/api/v1/campaigns?limit=25"),
                read("list leads", "campaign", 12, () -> "/api/v1/leads?limit=50"),
                read(
                        "find leads",
                        "campaign",
                        6,
                        () -> "/api/v1/leads?limit=20&email="
                                + any(leads, random).charAt(0)),
                read("list mailboxes", "infrastructure", 10, () -> "/api/v1/mailboxes"),
                read("list templates", "campaign", 5, () -> "/api/v1/templates?limit=25"),
                read("get campaign", "campaign", 10, () -> "/api/v1/campaigns/" + any(campaigns, random)),
                read("get mailbox", "infrastructure", 5, () -> "/api/v1/mailboxes/" + any(mailboxes, random)),
                read(
                        "get template",
                        "campaign",
                        5,
                        () -> "/api/v1/templates/" + platform.tenant().templateId()),
                read("overview", "analytics", 7, () -> "/api/v1/analytics/overview"),
                read("get tenant", "tenant", 3, () -> "/api/v1/tenant"),
                read("get me", "user", 2, () -> "/api/v1/users/me"),
                create("create template", "campaign", 9, "/api/v1/templates", () -> template()),
                create("create campaign", "campaign", 8, "/api/v1/campaigns", () -> campaign(platform)),
                importing("import 5 leads", platform));
    }

    private static Operation read(String name, String service, int weight, Supplier<String> path) {
        return new Operation(name, service, weight, path, HttpRequest.Builder::GET);
    }

    private static Operation create(String name, String service, int weight, String path, Supplier<JsonNode> body) {
        return new Operation(
                name,
                service,
                weight,
                () -> path,
                request -> request.header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.get().toString())));
    }

    private Operation importing(String name, BenchedStack platform) {
        return new Operation(name, "campaign", 3, () -> "/api/v1/leads/imports", request -> {
            String boundary = "pm-" + UUID.randomUUID();
            return request.header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(BodyPublishers.ofString(file(boundary)));
        });
    }

    private String file(String boundary) {
        var csv = new StringBuilder("First Name,Last Name,Email,Company Name\r\n");
        for (int i = 0; i < 5; i++) {
            long number = made.incrementAndGet();
            csv.append("Person,")
                    .append(number)
                    .append(",person")
                    .append(number)
                    .append("@new.example,Example Ltd\r\n");
        }
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"listName\"\r\n\r\nNewcomers\r\n--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"new.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + csv
                + "\r\n--" + boundary + "--\r\n";
    }

    private JsonNode template() {
        return PlatformClient.json()
                .put("name", "Template " + made.incrementAndGet())
                .put("subject", "A question for {{first_name|you}}")
                .put(
                        "html",
                        "<html><body><p>Hello {{first_name|there}}, <a href=\"https://www.example.com/\">look</a>.</p></body></html>");
    }

    private JsonNode campaign(BenchedStack platform) {
        var campaign = PlatformClient.json()
                .put("name", "Campaign " + made.incrementAndGet())
                .put("templateId", platform.tenant().templateId())
                .put("listId", platform.listId())
                .put("fromName", "Ada Abel")
                .put("trackOpens", true)
                .put("trackClicks", true);
        platform.tenant().mailboxIds().forEach(campaign.putArray("mailboxIds")::add);
        return campaign;
    }

    private static String any(List<String> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
