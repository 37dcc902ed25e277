package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationsIT extends UserServiceFixture {

    private static final String FEED = "/api/v1/users/me/notifications";

    @Test
    void aPersonReadsWhatAServiceTold() {
        String email = verifiedPerson();
        String token = tokenOf(email);
        tell(news(null, idOf(email)));
        clock.advance(Duration.ofSeconds(1));
        tell(news(null, idOf(email)));
        assertThat(unread(token)).isEqualTo(2);

        Answer list = get(FEED, token);
        var newest = list.body().path("items").get(0);
        assertThat(newest.path("kind").asString("")).isEqualTo("CAMPAIGN_COMPLETED");
        assertThat(newest.path("title").asString("")).isEqualTo("Autumn is through");
        assertThat(newest.path("link").asString("")).isEqualTo("/campaigns/1");
        assertThat(newest.path("readAt").isNull()).isTrue();
        String id = newest.path("id").asString("");
        assertThat(post(FEED + "/" + id + "/read", "", token).status()).isEqualTo(204);
        assertThat(post(FEED + "/" + id + "/read", "", token).status())
                .as("again")
                .isEqualTo(204);

        assertThat(unread(token)).isEqualTo(1);
        assertThat(get(FEED + "?unread=true", token).body().path("items").size())
                .isEqualTo(1);
        assertThat(post(FEED + "/read-all", "", token).status()).isEqualTo(204);
        assertThat(unread(token)).isZero();
        assertThat(delete(FEED + "/" + id, token).status()).isEqualTo(204);
        assertThat(get(FEED, token).body().path("items").size()).isEqualTo(1);
    }

    @Test
    void whatIsToldTwiceIsThereOnceAndStrangersArePassedOver() {
        String email = verifiedPerson();
        Map<String, Object> news = news(null, idOf(email), UUID.randomUUID(), idOf(email));

        assertThat(tell(news).status()).isEqualTo(200);
        assertThat(tell(news).status()).isEqualTo(200);

        assertThat(unread(tokenOf(email))).isEqualTo(1);
    }

    @Test
    void newsOfATenantAreSeenInThatTenantOnlyAndNotAfterLeavingIt() {
        String email = verifiedPerson();
        UUID acme = memberships.join(idOf(email), "Acme", "owner", "tenant:read");
        UUID other = memberships.join(idOf(email), "Other", "owner", "tenant:read");
        tell(news(acme, idOf(email)));
        tell(news(null, idOf(email)));

        String inAcme = tokenIn(email, acme);
        String inOther = tokenIn(email, other);

        assertThat(unread(inAcme)).isEqualTo(2);
        assertThat(unread(inOther)).isEqualTo(1);
        assertThat(unread(tokenOf(email))).as("before a tenant was chosen").isEqualTo(1);
        String id = get(FEED, inAcme)
                .body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("tenantId").asString("").equals(acme.toString()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString("");
        assertThat(post(FEED + "/" + id + "/read", "", inOther).status()).isEqualTo(404);
        assertThat(delete(FEED + "/" + id, inOther).status()).isEqualTo(404);
        post(FEED + "/read-all", "", inOther);
        assertThat(unread(inAcme)).isEqualTo(1);
    }

    @Test
    void nobodyReachesAnotherPersonsFeed() {
        String email = verifiedPerson();
        String stranger = tokenOf(verifiedPerson());
        tell(news(null, idOf(email)));
        String id =
                get(FEED, tokenOf(email)).body().path("items").get(0).path("id").asString("");

        assertThat(get(FEED, stranger).body().path("items").size()).isZero();
        assertThat(post(FEED + "/" + id + "/read", "", stranger).status()).isEqualTo(404);
        assertThat(delete(FEED + "/" + id, stranger).status()).isEqualTo(404);
        assertThat(get(FEED, null).status()).isEqualTo(401);
        assertThat(unread(tokenOf(email))).isEqualTo(1);
    }

    @Test
    void theFeedIsPagedAndWhatExpiredIsGone() {
        String email = verifiedPerson();
        for (int i = 0; i < 5; i++) {
            tell(news(null, idOf(email)));
            clock.advance(Duration.ofSeconds(1));
        }
        Map<String, Object> brief = news(null, idOf(email));
        brief.put("expiresAt", clock.instant().plusSeconds(60).toString());
        tell(brief);
        String token = tokenOf(email);
        assertThat(unread(token)).isEqualTo(6);
        clock.advance(Duration.ofSeconds(61));
        assertThat(unread(token)).isEqualTo(5);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get(FEED + "?limit=2&cursor=" + cursor, token);
            page.body().path("items").forEach(item -> seen.add(item.path("id").asString("")));
            cursor = page.text("nextCursor");
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(get(FEED + "?limit=0", token).status()).isEqualTo(400);
        assertThat(get(FEED + "?unread=perhaps", token).status()).isEqualTo(400);
    }

    @Test
    void whatBreaksALimitIsRefusedAndNothingIsWritten() {
        String email = verifiedPerson();
        assertThat(refused(email, "kind", "not a kind")).isEqualTo("kind");
        assertThat(refused(email, "title", "")).isEqualTo("title");
        assertThat(refused(email, "title", "x".repeat(201))).isEqualTo("title");
        assertThat(refused(email, "body", "x".repeat(2001))).isEqualTo("body");
        assertThat(refused(email, "link", "https://evil.example")).isEqualTo("link");
        assertThat(refused(email, "link", "//evil.example")).isEqualTo("link");
        assertThat(refused(email, "link", "/\\evil.example")).isEqualTo("link");
        assertThat(refused(email, "recipients", List.of())).isEqualTo("recipients");
        assertThat(unread(tokenOf(email))).isZero();
        assertThat(post("/internal/notifications", news(null, idOf(email)), tokenOf(email))
                        .status())
                .isEqualTo(403);
        assertThat(post("/internal/notifications", news(null, idOf(email)), null)
                        .status())
                .isEqualTo(401);
    }

    private String refused(String email, String field, Object value) {
        Map<String, Object> news = news(null, idOf(email));
        news.put(field, value);
        Answer answer = tell(news);
        assertThat(answer.status()).isEqualTo(400);
        return answer.body().path("errors").get(0).path("field").asString("");
    }

    private Answer tell(Map<String, Object> news) {
        return post("/internal/notifications", news, serviceToken("worker", "user"));
    }

    private long unread(String token) {
        return get(FEED + "/unread-count", token).body().path("unread").asLong(-1);
    }

    private String tokenIn(String email, UUID tenant) {
        return post("/api/v1/auth/login", Map.of("email", email, "password", PASSWORD, "tenantId", tenant))
                .text("accessToken");
    }

    private static Map<String, Object> news(@Nullable UUID tenant, UUID... recipients) {
        var news = new HashMap<String, Object>(Map.of(
                "id",
                UUID.randomUUID(),
                "recipients",
                List.of(recipients),
                "kind",
                "CAMPAIGN_COMPLETED",
                "title",
                "Autumn is through",
                "body",
                "All 100 mails left.",
                "link",
                "/campaigns/1"));
        if (tenant != null) {
            news.put("tenantId", tenant);
        }
        return news;
    }
}
