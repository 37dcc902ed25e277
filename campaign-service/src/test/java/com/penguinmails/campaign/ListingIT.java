package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists in the order people ask for, page by page, and in no order that nobody thought of. */
@SuppressWarnings("NullAway.Init")
class ListingIT extends CampaignServiceIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Person ann;

    @BeforeEach
    void arrive() {
        ann = Person.withTenant(http);
        clock.set(NOON);
    }

    /** Others begin at noon. */
    @AfterEach
    void turnBack() {
        clock.set(NOON);
    }

    @Test
    void campaignsAreSortedAndFiltered() {
        UUID b = campaign("b");
        UUID a = campaign("a");
        UUID c = campaign("c");
        assertThat(ann.post("/api/v1/campaigns/" + c + "/cancel", Map.of()).status())
                .isEqualTo(200);
        campaignOf(Person.withTenant(http), "aa");

        assertThat(walk("/api/v1/campaigns?", "name")).containsExactly("c", "a", "b");
        assertThat(walk("/api/v1/campaigns?sort=name&", "name")).containsExactly("a", "b", "c");
        assertThat(walk("/api/v1/campaigns?sort=-name&", "name")).containsExactly("c", "b", "a");
        assertThat(walk("/api/v1/campaigns?sort=createdAt&", "name")).containsExactly("b", "a", "c");
        assertThat(walk("/api/v1/campaigns?status=draft&sort=updatedAt&", "id"))
                .containsExactlyInAnyOrder(a.toString(), b.toString());
        assertThat(walk("/api/v1/campaigns?status=draft,cancelled&sort=name&", "name"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void leadsAreSortedByAddressAndFilteredByWhyTheyAreLeftAlone() {
        UUID list = UUID.fromString(ann.upload("leads.csv", "Email\nb@example.com\na@example.com\nc@example.com\n")
                .body()
                .path("listId")
                .asString());
        superuser().sql("""
                        insert into campaigns.lead_stops (tenant_id, lead_id, reason, stopped_at)
                        select tenant_id, id, case address when 'a@example.com' then 'bounced' else 'unsubscribed' end, now()
                          from campaigns.leads where tenant_id = ? and address <> 'b@example.com'""").param(ann.tenant()).update();

        assertThat(walk("/api/v1/leads?sort=email&listId=" + list + "&", "email"))
                .containsExactly("a@example.com", "b@example.com", "c@example.com");
        assertThat(walk("/api/v1/leads?sort=-email&email=c&", "email")).containsExactly("c@example.com");
        assertThat(walk("/api/v1/leads?doNotContact=bounced&", "email")).containsExactly("a@example.com");
        assertThat(walk("/api/v1/leads?doNotContact=bounced,unsubscribed&sort=email&", "email"))
                .containsExactly("a@example.com", "c@example.com");
        assertThat(walk("/api/v1/leads?", "email")).hasSize(3);
    }

    @Test
    void templatesAndListsAreSorted() {
        for (String name : List.of("b", "c", "a")) {
            clock.advance(Duration.ofMillis(1));
            ann.post("/api/v1/templates", Map.of("name", name, "subject", "s", "html", "<p>x</p>"));
            ann.upload("f.csv", "Email\na@example.com\n".getBytes(), "list " + name, null);
        }
        assertThat(walk("/api/v1/templates?sort=name&", "name")).containsExactly("a", "b", "c");
        assertThat(walk("/api/v1/templates?sort=-updatedAt&", "name")).hasSize(3);
        assertThat(walk("/api/v1/templates?", "name")).containsExactly("a", "c", "b");
        assertThat(walk("/api/v1/lists?sort=-name&", "name")).containsExactly("list c", "list b", "list a");
        assertThat(walk("/api/v1/lists?", "name")).containsExactly("list a", "list c", "list b");
    }

    @Test
    void anOrderOrValueThatNobodyThoughtOfIsRefusedByName() {
        assertRefused("/api/v1/campaigns?sort=tenantId", "sort", "createdAt, name, updatedAt");
        assertRefused("/api/v1/campaigns?status=gone", "status", "draft, launching");
        assertRefused("/api/v1/leads?sort=phone", "sort", "createdAt, email");
        assertRefused("/api/v1/leads?doNotContact=never", "doNotContact", "bounced, unsubscribed");
        assertRefused("/api/v1/templates?sort=html", "sort", "createdAt, name, updatedAt");
        assertRefused("/api/v1/lists?sort=leads", "sort", "createdAt, name");
        campaign("a");
        campaign("b");
        String other =
                ann.get("/api/v1/campaigns?limit=1").body().path("nextCursor").asString();
        assertThat(other).isNotEmpty();
        assertRefused("/api/v1/campaigns?sort=name&cursor=" + other, "cursor", "start without one");
    }

    private void assertRefused(String path, String field, String message) {
        Person.Answer answer = ann.get(path);
        assertThat(answer.status()).as(path).isEqualTo(400);
        JsonNode error = answer.body().path("errors").path(0);
        assertThat(error.path("field").asString()).isEqualTo(field);
        assertThat(error.path("message").asString()).contains(message);
    }

    private UUID campaign(String name) {
        return campaignOf(ann, name);
    }

    private UUID campaignOf(Person person, String name) {
        clock.advance(Duration.ofMillis(1));
        return person.post("/api/v1/campaigns", Map.of("name", name)).id();
    }

    /** One field of all items, two a page. */
    private List<String> walk(String path, String field) {
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            Person.Answer answer = ann.get(path + "limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            answer.body()
                    .path("items")
                    .forEach(item -> seen.add(item.path(field).asString()));
            cursor = answer.body().path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return seen;
    }
}
