package com.penguinmails.campaign;

import com.penguinmails.campaign.FakeNeighbours.World;
import com.penguinmails.campaign.FakeNeighbours.Worlds;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real PostgreSQL; all tests share one, and keep apart by tenant. */
@ServiceTest
@Import(FakeNeighbours.class)
@SuppressWarnings("NullAway.Init")
abstract class CampaignServiceIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    RestTestClient http;

    @Autowired
    Worlds worlds;

    @Autowired
    MutableClock clock;

    @Autowired
    TestDatabase database;

    World world(Person person) {
        return worlds.of(person.tenant());
    }

    /** Sees everything, whatever the policies say. */
    JdbcClient superuser() {
        return JdbcClient.create(database.superuser());
    }

    long count(String table, Person person) {
        return superuser()
                .sql("select count(*) from campaigns." + table + " where tenant_id = ?")
                .param(person.tenant())
                .query(Long.class)
                .single();
    }

    /** What the queue was last told about the mails of a campaign; empty when nothing. */
    String stop(UUID campaignId) {
        return superuser()
                .sql("select stop from queue.group_stops where group_id = ?")
                .param(campaignId)
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** Delivers a job as the worker does, and returns the report. */
    JsonNode deliver(String kind, UUID tenant, UUID jobId, Object payload) {
        var delivery = Map.of(
                "id",
                jobId,
                "tenantId",
                tenant,
                "kind",
                kind,
                "attempt",
                1,
                "payload",
                JSON.writeValueAsString(payload),
                "traceparent",
                "");
        String body = http.post()
                .uri("/internal/jobs/" + kind)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Tokens.service("worker"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsString(List.of(delivery)))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
        return JSON.readTree(body == null ? "[]" : body).path(0);
    }
}
