package com.penguinmails.queuer.operate.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.operate.LentJob;
import com.penguinmails.queuer.operate.OperatorClient;
import com.penguinmails.queuer.pace.Pace;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@QueuerTest
class QueuesIT {

    private final OperatorClient operator;
    private final Jobs jobs;
    private final Pace pace;
    private final LentJob.Turns turns;
    private final String queue = Jobs.freshQueue();
    private final TenantId tenant = Jobs.tenant();

    @Autowired
    QueuesIT(OperatorClient operator, Jobs jobs, Pace pace, LentJob lent) {
        this.operator = operator;
        this.jobs = jobs;
        this.pace = pace;
        this.turns = lent.of(queue);
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void everyQueueIsShownWithWhatWaitsAndWhatHappened() {
        jobs.add(tenant, queue, 3);
        turns.run(Outcome.DONE);
        jobs.add(tenant, queue, 2);
        turns.run(Outcome.DISCARD);
        jobs.add(tenant, queue, 4);
        turns.dispatch();
        jobs.add(tenant, queue, 5);
        jobs.add(tenant, queue, 6, job -> job.runAt(Instant.parse("2100-01-01T00:00:00Z")));
        pace.write();

        JsonNode shown = shown();
        assertThat(shown.path("due").asInt()).isEqualTo(5);
        assertThat(shown.path("scheduled").asInt()).isEqualTo(6);
        assertThat(shown.path("leased").asInt()).isEqualTo(4);
        assertThat(shown.path("redisDepth").path("NORMAL").asInt()).isEqualTo(4);
        assertThat(shown.path("workers").asInt()).isEqualTo(1);
        assertThat(shown.path("pausedSince").isNull()).isTrue();
        assertThat(shown.path("finishedPerSecond").path("lastMinute").asDouble())
                .isEqualTo(5 / 60.0);
        assertThat(shown.path("failuresLastHour").path("test.noop").asInt()).isEqualTo(2);
    }

    @Test
    void aPausedQueueLendsNothingOutUntilItIsResumed() {
        jobs.add(tenant, queue, 2);
        var paused = operator.post("/queues/" + queue + "/pause", OperatorClient.BECAUSE);
        assertThat(paused.status()).isEqualTo(200);
        assertThat(operator.post("/queues/" + queue + "/pause", OperatorClient.BECAUSE)
                        .text("pausedSince"))
                .as("since when it was, not since the second time")
                .isEqualTo(paused.text("pausedSince"));
        turns.dispatch();
        assertThat(jobs.count(queue, "queued")).isEqualTo(2);
        assertThat(shown().path("pausedSince").asString()).isEqualTo(paused.text("pausedSince"));

        assertThat(operator.post("/queues/" + queue + "/resume", null).status()).isEqualTo(200);
        turns.dispatch();
        assertThat(jobs.count(queue, "migrated_to_redis")).isEqualTo(2);

        JsonNode acts = operator.get("/acts?target=queue:" + queue).body().path("items");
        assertThat(acts)
                .extracting(act -> act.path("act").asString())
                .containsExactly("resume-queue", "pause-queue", "pause-queue");
        JsonNode first = acts.path(2);
        assertThat(first.path("operator").asString()).isEqualTo(OperatorClient.OPERATOR.toString());
        assertThat(first.path("reason").asString()).isEqualTo("a test wants it");
        assertThat(first.path("before").path("pausedSince").isNull()).isTrue();
        assertThat(first.path("after").path("pausedSince").asString()).isEqualTo(paused.text("pausedSince"));
        assertThat(first.path("requestId").asString()).isNotEmpty();
    }

    @Test
    void aDrainTakesBackWhatWaitsInRedisAndChargesNothing() {
        var added = jobs.add(tenant, queue, 3);
        turns.dispatch();
        var held = jobs.add(tenant, queue, 1, job -> job.priority(200)).getFirst();
        turns.dispatch();
        var refused = operator.post("/queues/" + queue + "/drain", OperatorClient.BECAUSE);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("queue-not-paused");

        operator.post("/queues/" + queue + "/pause", OperatorClient.BECAUSE);
        var drained = operator.post("/queues/" + queue + "/drain", OperatorClient.BECAUSE);
        assertThat(drained.status()).isEqualTo(200);
        assertThat(drained.body().path("returned").asInt()).isEqualTo(4);
        turns.writeBack();
        assertThat(added).allMatch(job -> jobs.show(job, "status, attempt").equals("queued|0"));
        assertThat(jobs.show(held, "status, band")).isEqualTo("queued|2");
        assertThat(turns.fetch()).isEmpty();
    }

    @Test
    void nobodyWithoutTheRightOrAReasonStopsAnything() {
        jobs.add(tenant, queue, 1);
        assertThat(operator.call(
                                HttpMethod.POST,
                                "/queues/" + queue + "/pause",
                                OperatorClient.BECAUSE,
                                "platform:queue:read")
                        .status())
                .isEqualTo(403);
        assertThat(operator.call(HttpMethod.GET, "/queues", null).status()).isEqualTo(403);
        var silent = operator.post("/queues/" + queue + "/pause", Map.of("reason", ""));
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.text("code")).isEqualTo("invalid-request");
        assertThat(operator.post("/queues/no-such-queue/pause", OperatorClient.BECAUSE)
                        .status())
                .isEqualTo(404);
        assertThat(operator.post("/queues/NOT-A-NAME/pause", OperatorClient.BECAUSE)
                        .status())
                .isEqualTo(404);
        assertThat(operator.get("/acts?target=queue:" + queue).body().path("items"))
                .isEmpty();
    }

    @Test
    void aPausedTenantWaitsAndAHeavyOneIsGivenMore() {
        String path = "/tenants/" + tenant + "/";
        jobs.add(tenant, queue, 1);
        assertThat(operator.post(path + "pause", OperatorClient.BECAUSE).text("pausedSince"))
                .isNotEmpty();
        turns.dispatch();
        assertThat(jobs.count(queue, "queued")).isEqualTo(1);
        var weighed = operator.put(path + "weight", Map.of("weight", 7));
        assertThat(weighed.body().path("weight").asInt()).isEqualTo(7);
        assertThat(weighed.text("pausedSince")).as("still").isNotEmpty();
        assertThat(operator.put(path + "weight", Map.of("weight", 101)).status())
                .isEqualTo(400);
        assertThat(operator.post(path + "resume", Map.of())
                        .body()
                        .path("pausedSince")
                        .isNull())
                .isTrue();
        turns.dispatch();
        assertThat(jobs.count(queue, "migrated_to_redis")).isEqualTo(1);
        assertThat(operator.get("/acts?target=tenant:" + tenant).body().path("items"))
                .extracting(act -> act.path("act").asString())
                .containsExactly("resume-tenant", "weigh-tenant", "pause-tenant");
    }

    @Test
    void aGroupIsStoppedAsItsOwnerWouldStopIt() {
        UUID campaign = UUID.randomUUID();
        var added = jobs.add(tenant, queue, 2, job -> job.group(campaign));
        String path = "/tenants/" + tenant + "/groups/" + campaign + "/";
        assertThat(operator.post(path + "pause", OperatorClient.BECAUSE).text("stop"))
                .isEqualTo("paused");
        turns.dispatch();
        assertThat(jobs.show(added.getFirst(), "status, held")).isEqualTo("queued|t");
        operator.post(path + "resume", null);
        turns.tellStops();
        assertThat(jobs.show(added.getFirst(), "status, held")).isEqualTo("queued|f");
        assertThat(operator.post(path + "cancel", OperatorClient.BECAUSE).text("stop"))
                .isEqualTo("cancelled");
        turns.tellStops();
        assertThat(added).allMatch(job -> jobs.show(job, "status").equals("cancelled"));
        assertThat(operator.post(path + "resume", null).text("code")).isEqualTo("group-cancelled");
        assertThat(operator.post(
                                "/tenants/" + UUID.randomUUID() + "/groups/" + campaign + "/cancel",
                                OperatorClient.BECAUSE)
                        .status())
                .as("another tenant has no such group")
                .isEqualTo(404);
    }

    @Test
    void theBookCanBeAddedToAndNothingElse() {
        assertThat(jobs.list("""
                        select string_agg(privilege_type, ' ' order by privilege_type) from information_schema.table_privileges
                         where table_schema = 'queue' and table_name = 'operator_acts' and grantee = 'queue_app'
                        """)).containsExactly("INSERT SELECT");
    }

    private JsonNode shown() {
        for (JsonNode each : operator.get("/queues").body().path("queues")) {
            if (each.path("queue").asString().equals(queue)) {
                return each;
            }
        }
        throw new AssertionError("not shown: " + queue);
    }
}
