package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.Sending.Result;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SuppressionsIT extends EmailIT {

    private static final String PATH = "/api/v1/suppressions";

    @Test
    void anEntryIsAddedListedAndTakenBack() {
        assertThat(add("{\"address\":\" Ann@Lead.Example \"}")).isEqualTo("{\"added\":1,\"alreadyThere\":0}");
        assertThat(add("{\"address\":\"ann@lead.example\"}")).isEqualTo("{\"added\":0,\"alreadyThere\":1}");
        assertThat(add("{\"domain\":\"Rival.example\"}")).isEqualTo("{\"added\":1,\"alreadyThere\":0}");

        JsonNode list = list("");
        assertThat(list.get("items")).hasSize(2);
        JsonNode ann = list.get("items").get(1);
        assertThat(ann.get("address").asString()).isEqualTo("ann@lead.example");
        assertThat(ann.get("domain").isNull()).isTrue();
        assertThat(ann.get("reason").asString()).isEqualTo("manual");
        assertThat(ann.get("source").asString()).startsWith("user ");
        assertThat(list.get("items").get(0).get("domain").asString()).isEqualTo("rival.example");

        String id = ann.get("id").asString();
        assertThat(asUserOf(UUID.randomUUID(), "DELETE", PATH + "/" + id, "", "suppression:write")
                        .statusCode())
                .isEqualTo(404);
        assertThat(asUser("DELETE", PATH + "/" + id, "", "suppression:read").statusCode())
                .isEqualTo(403);
        assertThat(asUser("DELETE", PATH + "/" + id, "", "suppression:write").statusCode())
                .isEqualTo(204);
        assertThat(asUser("DELETE", PATH + "/" + id, "", "suppression:write").statusCode())
                .isEqualTo(404);
        assertThat(list("").get("items")).hasSize(1);
    }

    @Test
    void whatIsNotManualStays() {
        assertThat(add("{\"address\":\"gone@lead.example\"}")).contains("\"added\":1");
        String id = list("").get("items").get(0).get("id").asString();
        behind().sql("delete from email.suppressions where tenant_id = ?")
                .param(tenant)
                .update();
        UUID message = handedOut("gone@lead.example");
        record(WORKER, incarnation, outcome(message, Result.REJECTED, 550, "5.1.1", "no"));
        add("{\"address\":\"gone@lead.example\"}");

        JsonNode entry = list("").get("items").get(0);
        assertThat(entry.get("reason").asString()).isEqualTo("bounced");
        var refused = asUser("DELETE", PATH + "/" + entry.get("id").asString(), "", "suppression:write");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("suppression-permanent");
        assertThat(asUser("DELETE", PATH + "/" + id, "", "suppression:write").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aManualEntryBindsOnceTheRecipientHasSpoken() {
        UUID message = handedOut("gone@lead.example");
        add("{\"address\":\"gone@lead.example\"}");
        record(WORKER, incarnation, outcome(message, Result.REJECTED, 550, "5.1.1", "no"));

        assertThat(list("").get("items")).hasSize(1);
        assertThat(list("").get("items").get(0).get("reason").asString()).isEqualTo("bounced");
    }

    @Test
    void manyAreAddedAtOnceAndPaged() {
        String entries = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"address\":\"l" + i + "@lead.example\"}")
                .collect(Collectors.joining(","));
        assertThat(add("{\"entries\":[" + entries + "]}")).isEqualTo("{\"added\":1000,\"alreadyThere\":0}");
        assertThat(add("{\"entries\":[" + entries + "]}")).isEqualTo("{\"added\":0,\"alreadyThere\":1000}");

        JsonNode first = list("?limit=200");
        assertThat(first.get("items")).hasSize(200);
        JsonNode second = list("?limit=200&cursor=" + first.get("nextCursor").asString());
        assertThat(second.get("items")).hasSize(200);
        assertThat(second.get("items").get(0)).isNotEqualTo(first.get("items").get(0));
    }

    @Test
    void aRepeatedRequestWithAKeyGivesTheFirstAnswer() {
        String key = UUID.randomUUID().toString();
        String token = com.penguinmails.testkit.TestTokens.user(UUID.randomUUID(), tenant, "suppression:write");
        for (int i = 0; i < 2; i++) {
            var answer = call(
                    "POST",
                    PATH,
                    "{\"address\":\"a@lead.example\"}",
                    "Authorization",
                    "Bearer " + token,
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    key);
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{\"added\":1,\"alreadyThere\":0}");
        }
    }

    @Test
    void whatIsNeitherAddressNorDomainIsRefusedByName() {
        for (String body : List.of(
                "{}",
                "{\"address\":\"not an address\"}",
                "{\"domain\":\"a@b.example\"}",
                "{\"domain\":\"nodots\"}",
                "{\"address\":\"a@b.example\",\"domain\":\"b.example\"}",
                "{\"entries\":[]}",
                "{\"entries\":[null]}",
                "{\"address\":\"a@b.example\",\"entries\":[{\"address\":\"a@b.example\"}]}",
                "{\"adress\":\"a@b.example\"}",
                "[]",
                "{")) {
            assertThat(asUser("POST", PATH, body, "suppression:write").statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(asUser(
                                "POST",
                                PATH,
                                "{\"entries\":[{\"address\":\"a@b.example\"},{\"address\":\"x\"}]}",
                                "suppression:write")
                        .body())
                .contains("entries[1].address");
        assertThat(list("").get("items")).isEmpty();
    }

    private String add(String body) {
        // The list is ordered by ids, which are ordered by time.
        clock.advance(Duration.ofMillis(1));
        var answer = asUser("POST", PATH, body, "suppression:write");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    private JsonNode list(String query) {
        var answer = asUser("GET", PATH + query, "", "suppression:read");
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
