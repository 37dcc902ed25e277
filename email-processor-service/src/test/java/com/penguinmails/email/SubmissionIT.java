package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.email.OutboundMessages.NewMessage;
import com.penguinmails.contracts.email.Sending.Prepared;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

class SubmissionIT extends EmailIT {

    @Test
    void submittingTwiceMakesOneMessageOneJobAndOneEvent() {
        var slot = clock.instant().plusSeconds(3600);
        var messages = List.of(message("a@lead.example", slot), message("b@lead.example", slot));

        outbound(tenant).submit(messages);
        outbound(tenant).submit(messages);
        outbound(tenant).submit(List.of(messages.getFirst(), messages.getFirst(), message("c@lead.example", slot)));

        assertThat(behind().sql("select count(*) from email.messages where tenant_id = ?")
                        .param(tenant)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        var jobs = behind().sql("""
                        select payload, unique_key, run_at, handler, queue, max_attempts from queue.jobs
                        where tenant_id = ? and kind = 'email.send'""").param(tenant).query().listOfRows();
        assertThat(jobs).hasSize(3);
        assertThat(jobs)
                .filteredOn("unique_key", messages.getFirst().id().toString())
                .singleElement(map(String.class, Object.class))
                .containsEntry(
                        "payload", "{\"messageId\":\"" + messages.getFirst().id() + "\"}")
                .containsEntry("handler", "worker")
                .containsEntry("queue", "email-sending")
                .containsEntry("max_attempts", 100);
        assertThat(behind().sql("select distinct run_at from queue.jobs where tenant_id = ? and kind = 'email.send'")
                        .param(tenant)
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(slot);
        assertThat(told(messages.getFirst().id())).containsExactly(Type.QUEUED);
        assertThat(told(messages.getLast().id())).containsExactly(Type.QUEUED);
    }

    @Test
    void aSuppressedRecipientGetsNoJob() {
        assertThat(asUser(
                                "POST",
                                "/api/v1/suppressions",
                                "{\"entries\":[{\"address\":\"Gone@Lead.example\"},{\"domain\":\"rival.example\"}]}",
                                "suppression:write")
                        .statusCode())
                .isEqualTo(201);
        var gone = message("gone@lead.example");
        var rival = message("any@rival.example");
        var below = message("any@mail.rival.example");

        outbound(tenant).submit(List.of(gone, rival, below));

        assertThat(status(gone.id())).isEqualTo("skipped");
        assertThat(status(rival.id())).isEqualTo("skipped");
        assertThat(status(below.id())).isEqualTo("queued");
        assertThat(told(gone.id())).containsExactly(Type.QUEUED, Type.SKIPPED);
        assertThat(behind().sql("select unique_key from queue.jobs where tenant_id = ? and kind = 'email.send'")
                        .param(tenant)
                        .query(String.class)
                        .list())
                .containsExactly(below.id().toString());
        assertThat(prepare(gone.id())).isInstanceOf(Prepared.Skip.class);
    }

    @Test
    void oneBadMessageRefusesTheBatchAndNamesTheField() {
        var good = message("a@lead.example");
        var bad = new NewMessage(
                UUID.randomUUID(),
                campaign,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "ann@mail.example",
                content,
                "Not An Address",
                clock.instant(),
                Map.of());
        var strange = new NewMessage(
                UUID.randomUUID(),
                campaign,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "ann@mail.example",
                UUID.randomUUID(),
                "b@lead.example",
                clock.instant(),
                Map.of());

        assertThatThrownBy(() -> outbound(tenant).submit(List.of(good, bad)))
                .isInstanceOfSatisfying(
                        HttpClientErrorException.BadRequest.class,
                        refused -> assertThat(refused.getResponseBodyAsString()).contains("[1].recipient"));
        assertThatThrownBy(() -> outbound(tenant).submit(List.of(good, strange)))
                .isInstanceOfSatisfying(
                        HttpClientErrorException.BadRequest.class,
                        refused -> assertThat(refused.getResponseBodyAsString()).contains("[1].contentId"));
        assertThat(behind().sql("select count(*) from email.messages where tenant_id = ?")
                        .param(tenant)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theListShowsTheTenantsMessagesPageByPage() {
        for (int i = 0; i < 5; i++) {
            submitted("l" + i + "@lead.example");
        }
        UUID bounced = handedOut("gone@lead.example");
        record(bounced, com.penguinmails.contracts.email.Sending.Result.REJECTED, 550);

        var first = page("?campaignId=" + campaign + "&limit=4");
        var second = page("?campaignId=" + campaign + "&limit=4&cursor="
                + first.get("nextCursor").asString());
        assertThat(first.get("items")).hasSize(4);
        assertThat(second.get("items")).hasSize(2);
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(page("?status=bounced").get("items")).hasSize(1).allSatisfy(item -> {
            assertThat(item.get("id").asString()).isEqualTo(bounced.toString());
            assertThat(item.get("to").asString()).isEqualTo("gone@lead.example");
            assertThat(item.get("smtpCode").asInt()).isEqualTo(550);
            assertThat(item.get("status").asString()).isEqualTo("bounced");
        });
        assertThat(page("?status=queued&campaignId=" + campaign).get("items")).hasSize(5);
        assertThat(page("?status=sent,queued&sort=createdAt&campaignId=" + campaign)
                        .get("items"))
                .hasSize(5);
        assertThat(page("?status=sent,failed&campaignId=" + campaign).get("items"))
                .isEmpty();
        assertThat(asUser("GET", "/api/v1/messages?sort=to", "", "message:read").body())
                .contains("\"field\":\"sort\"", "must be one of createdAt");
        assertThat(page("?campaignId=" + UUID.randomUUID()).get("items")).isEmpty();

        assertThat(json.readTree(asUserOf(
                                        UUID.randomUUID(),
                                        "GET",
                                        "/api/v1/messages?campaignId=" + campaign,
                                        "",
                                        "message:read")
                                .body())
                        .get("items"))
                .isEmpty();
        assertThat(asUser("GET", "/api/v1/messages", "", "campaign:read").statusCode())
                .isEqualTo(403);
        assertThat(call("GET", "/api/v1/messages", "").statusCode()).isEqualTo(401);
        assertThat(asUser("GET", "/api/v1/messages?status=lost", "", "message:read")
                        .body())
                .contains("must be one or several, with commas, of queued, sending");
        for (String bad : List.of("campaignId=x", "cursor=%21", "limit=0", "limit=201")) {
            assertThat(asUser("GET", "/api/v1/messages?" + bad, "", "message:read")
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    private tools.jackson.databind.JsonNode page(String query) {
        var response = asUser("GET", "/api/v1/messages" + query, "", "message:read");
        assertThat(response.statusCode()).isEqualTo(200);
        return json.readTree(response.body());
    }
}
