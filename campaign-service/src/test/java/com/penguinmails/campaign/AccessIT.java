package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.campaign.Person.Answer;
import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.tenancy.CatalogCheck;
import com.penguinmails.tenancy.TenantScope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Who may do what, and that tenants know nothing of each other. */
@SuppressWarnings("NullAway.Init")
class AccessIT extends CampaignServiceIT {

    private static final Map<String, Object> TEMPLATE = Map.of("name", "n", "subject", "s", "html", "h", "version", 0);

    @Autowired
    private CatalogCheck catalog;

    @Autowired
    private PlatformTransactionManager transactions;

    /** Method, path with {id}, body, the permission it needs. */
    static Stream<Arguments> endpoints() {
        return Stream.of(
                Arguments.of("POST", "/api/v1/leads/imports", null, Permissions.LEAD_IMPORT),
                Arguments.of("GET", "/api/v1/leads/imports", null, Permissions.LEAD_READ),
                Arguments.of("GET", "/api/v1/leads/imports/{id}", null, Permissions.LEAD_READ),
                Arguments.of("GET", "/api/v1/leads/imports/{id}/rejections", null, Permissions.LEAD_READ),
                Arguments.of("GET", "/api/v1/leads", null, Permissions.LEAD_READ),
                Arguments.of("GET", "/api/v1/lists", null, Permissions.LEAD_READ),
                Arguments.of(
                        "POST",
                        "/api/v1/templates",
                        Map.of("name", "n", "subject", "s", "html", "h"),
                        Permissions.TEMPLATE_WRITE),
                Arguments.of("GET", "/api/v1/templates", null, Permissions.TEMPLATE_READ),
                Arguments.of("GET", "/api/v1/templates/{id}", null, Permissions.TEMPLATE_READ),
                Arguments.of("PUT", "/api/v1/templates/{id}", TEMPLATE, Permissions.TEMPLATE_WRITE),
                Arguments.of("POST", "/api/v1/templates/{id}/preview", Map.of(), Permissions.TEMPLATE_READ),
                Arguments.of("POST", "/api/v1/campaigns", Map.of("name", "n"), Permissions.CAMPAIGN_WRITE),
                Arguments.of("GET", "/api/v1/campaigns", null, Permissions.CAMPAIGN_READ),
                Arguments.of("GET", "/api/v1/campaigns/{id}", null, Permissions.CAMPAIGN_READ),
                Arguments.of("PATCH", "/api/v1/campaigns/{id}", Map.of("name", "n"), Permissions.CAMPAIGN_WRITE),
                Arguments.of("GET", "/api/v1/campaigns/{id}/preflight", null, Permissions.CAMPAIGN_READ),
                Arguments.of("POST", "/api/v1/campaigns/{id}/launch", null, Permissions.CAMPAIGN_SEND),
                Arguments.of("POST", "/api/v1/campaigns/{id}/pause", null, Permissions.CAMPAIGN_SEND),
                Arguments.of("POST", "/api/v1/campaigns/{id}/resume", null, Permissions.CAMPAIGN_SEND),
                Arguments.of("POST", "/api/v1/campaigns/{id}/cancel", null, Permissions.CAMPAIGN_SEND));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endpoints")
    void needsATokenAndThePermission(String method, String path, @Nullable Object body, String permission) {
        String url = path.replace("{id}", UUID.randomUUID().toString());
        http.method(HttpMethod.valueOf(method))
                .uri(url)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        String expired = Tokens.expired(UUID.randomUUID(), UUID.randomUUID(), permission);
        http.method(HttpMethod.valueOf(method))
                .uri(url)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + expired)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        String[] others = Stream.of(
                        Permissions.LEAD_READ,
                        Permissions.LEAD_IMPORT,
                        Permissions.TEMPLATE_READ,
                        Permissions.TEMPLATE_WRITE,
                        Permissions.CAMPAIGN_READ,
                        Permissions.CAMPAIGN_WRITE,
                        Permissions.CAMPAIGN_SEND)
                .filter(other -> !other.equals(permission))
                .toArray(String[]::new);
        Person mallory = Person.inTenant(http, UUID.randomUUID(), others);
        Answer refused = path.endsWith("/imports") && method.equals("POST")
                ? mallory.upload("a.csv", "email\na@example.com\n")
                : mallory.call(HttpMethod.valueOf(method), url, body, null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("permission-required");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endpoints")
    void anIdOfAnotherTenantIsAsUnknownAsARandomOne(
            String method, String path, @Nullable Object body, String permission) {
        if (!path.contains("{id}")) {
            return;
        }
        Person ann = Person.withTenant(http);
        Person eve = Person.withTenant(http);
        String own = ownIdFor(path, ann);
        assertThat(eve.call(HttpMethod.valueOf(method), path.replace("{id}", own), body, null)
                        .status())
                .isEqualTo(404);
        ObjectNode foreign = (ObjectNode) eve.call(HttpMethod.valueOf(method), path.replace("{id}", own), body, null)
                .body();
        String random = UUID.randomUUID().toString();
        ObjectNode unknown = (ObjectNode) eve.call(HttpMethod.valueOf(method), path.replace("{id}", random), body, null)
                .body();
        assertThat(foreign.without(List.of("requestId", "instance")))
                .isEqualTo(unknown.without(List.of("requestId", "instance")));
    }

    private static String ownIdFor(String path, Person ann) {
        if (path.contains("imports")) {
            return ann.upload("a.csv", "email\nbad\n").id().toString();
        }
        return path.contains("templates")
                ? ann.template().toString()
                : ann.post("/api/v1/campaigns", Map.of("name", "n")).id().toString();
    }

    @Test
    void idsOfAnotherTenantInABodyAreUnknownToo() {
        Person ann = Person.withTenant(http);
        Person eve = Person.withTenant(http);
        Answer answer =
                eve.post("/api/v1/campaigns", Map.of("name", "x", "templateId", ann.template(), "listId", ann.list(1)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsString("field")).containsExactly("templateId", "listId");
        String lead =
                ann.get("/api/v1/leads").body().path("items").path(0).path("id").asString();
        assertThat(eve.post("/api/v1/templates/" + eve.template() + "/preview", Map.of("leadId", lead))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsOfOneTenantShowNothingOfAnother() {
        Person ann = Person.withTenant(http);
        UUID list = ann.list(3);
        ann.template();
        ann.post("/api/v1/campaigns", Map.of("name", "secret"));
        Person eve = Person.withTenant(http);
        for (String path : List.of(
                "/api/v1/leads",
                "/api/v1/leads?listId=" + list,
                "/api/v1/lists",
                "/api/v1/leads/imports",
                "/api/v1/templates",
                "/api/v1/campaigns")) {
            assertThat(eve.get(path).body().path("items")).as(path).isEmpty();
        }
    }

    @Test
    void oneTenantsAddressIsAnothersToo() {
        Person ann = Person.withTenant(http);
        Person eve = Person.withTenant(http);
        String csv = "email\nshared@example.com\n";
        assertThat(ann.upload("a.csv", csv).body().path("imported").asInt()).isEqualTo(1);
        assertThat(eve.upload("a.csv", csv).body().path("imported").asInt()).isEqualTo(1);
    }

    @Test
    void jobsAreTakenFromTheWorkerOnly() {
        for (String token : List.of(
                Tokens.service("gateway"),
                Tokens.user(UUID.randomUUID(), UUID.randomUUID(), Permissions.CAMPAIGN_SEND))) {
            http.post()
                    .uri("/internal/jobs/campaign.plan")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("[]")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/db"})
    void anybodyMayAskWhetherItIsWell(String path) {
        http.get().uri(path).exchange().expectStatus().isOk();
    }

    @Test
    void theCatalogKeepsTenantsApart() {
        var transaction = new TransactionTemplate(transactions);
        List<CatalogCheck.Finding> findings =
                TenantScope.platform("catalog check", () -> transaction.execute(status -> catalog.findings()));
        assertThat(findings).isEmpty();
    }
}
