package com.penguinmails.queuer.operate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.operate.LentJob;
import com.penguinmails.queuer.operate.OperatorClient;
import com.penguinmails.queuer.pace.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@QueuerTest
class ExplanationIT {

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private final OperatorClient operator;
    private final Jobs jobs;
    private final Pace pace;
    private final LentJob.Turns turns;
    private final String queue = Jobs.freshQueue();
    private final TenantId tenant = Jobs.tenant();

    @Autowired
    ExplanationIT(OperatorClient operator, Jobs jobs, Pace pace, LentJob lent) {
        this.operator = operator;
        this.jobs = jobs;
        this.pace = pace;
        this.turns = lent.of(queue);
    }

    @BeforeEach
    void aWorkerLives() {
        jobs.stopLoops();
        turns.beat();
    }

    @Test
    void scheduledForLater() {
        JsonNode why =
                explain(jobs.add(tenant, queue, 1, job -> job.runAt(LATER)).getFirst());
        assertThat(codes(why)).containsExactly("scheduled");
        assertThat(why.path("runsAt").asString()).isEqualTo(LATER.toString());
        assertThat(why.path("reasons").path(0).path("until").asString()).isEqualTo(LATER.toString());
        assertThat(why.path("status").asString()).isEqualTo("queued");
    }

    @Test
    void waitsForItsRetry() {
        UUID job = add();
        report(Outcome.RETRY, LATER);
        JsonNode why = explain(job);
        assertThat(codes(why)).containsExactly("waits-for-retry");
        assertThat(sentence(why)).startsWith("Try 1 of ").contains("550 no such user");
        assertThat(why.path("runsAt").asString()).isEqualTo(LATER.toString());
    }

    @Test
    void putOffByItsHandler() {
        UUID job = add();
        report(Outcome.SNOOZE, LATER);
        assertThat(codes(explain(job))).containsExactly("put-off");
    }

    @Test
    void crashed() {
        UUID job = add();
        report(Outcome.CRASHED, null);
        assertThat(codes(explain(job))).containsExactly("crashed", "behind-others");
        jobs.sql("update queue.job_ready set run_at = '2100-01-01T00:00:00Z' where id = '" + job + "'");
        JsonNode why = explain(job);
        assertThat(codes(why)).containsExactly("crashed");
        assertThat(sentence(why)).contains("died once").contains("at 3 times");
    }

    @Test
    void pausedByQueueAndTenantWithoutATimeToName() {
        UUID job = add();
        operator.post("/queues/" + queue + "/pause", OperatorClient.BECAUSE);
        operator.post("/tenants/" + tenant + "/pause", OperatorClient.BECAUSE);
        JsonNode why = explain(job);
        assertThat(codes(why)).containsExactly("queue-paused", "tenant-paused", "behind-others");
        assertThat(why.path("runsAt").isNull()).isTrue();
        assertThat(why.path("reasons").path(0).path("since").asString()).isNotEmpty();
    }

    @Test
    void heldWithItsGroupAndReleasedAgain() {
        UUID campaign = UUID.randomUUID();
        UUID job = jobs.add(tenant, queue, 1, added -> added.group(campaign)).getFirst();
        String group = "/tenants/" + tenant + "/groups/" + campaign;
        operator.post(group + "/pause", OperatorClient.BECAUSE);
        assertThat(codes(explain(job))).as("not yet moved").containsExactly("group-paused", "behind-others");
        turns.dispatch();
        assertThat(codes(explain(job))).containsExactly("group-paused");
        operator.post(group + "/resume", null);
        assertThat(codes(explain(job))).containsExactly("group-resuming");
        turns.tellStops();
        operator.post(group + "/cancel", OperatorClient.BECAUSE);
        assertThat(codes(explain(job))).startsWith("group-cancelled");
    }

    @Test
    void behindOthersWithAnEstimateThatIsCalledOne() {
        jobs.add(tenant, queue, 4);
        UUID job = add();
        jobs.add(Jobs.tenant(), queue, 50);
        JsonNode without = explain(job);
        assertThat(codes(without)).containsExactly("behind-others");
        assertThat(sentence(without))
                .startsWith("4 jobs of its own tenant in the normal band")
                .contains("2 tenants take turns")
                .contains("no telling when");
        assertThat(without.path("runsAt").isNull()).isTrue();

        pace.count(queue, "test.noop", "completed", 600);
        pace.write();
        JsonNode with = explain(job);
        assertThat(sentence(with)).contains("2.0 jobs a second").contains("estimate");
        var runsIn = Duration.between(
                Instant.now(), Instant.parse(with.path("runsAt").asString()));
        assertThat(runsIn)
                .as("8 jobs before it at 2 a second")
                .isBetween(Duration.ofMillis(1_000), Duration.ofMillis(4_000));
    }

    @Test
    void deadlinePassed() {
        UUID job = jobs.add(tenant, queue, 1, added -> added.deadline(Instant.parse("2001-01-01T00:00:00Z")))
                .getFirst();
        assertThat(codes(explain(job))).startsWith("deadline-passed");
    }

    @Test
    void nobodyThereToRunIt() {
        String lonely = Jobs.freshQueue();
        UUID job = jobs.add(tenant, lonely, 1).getFirst();
        assertThat(codes(explain(job))).containsExactly("no-worker-alive", "behind-others");
    }

    @Test
    void theListInRedisIsFull() {
        jobs.add(tenant, queue, 2_000);
        turns.dispatch();
        turns.dispatch();
        JsonNode why = explain(add());
        assertThat(codes(why)).startsWith("list-full");
        assertThat(sentence(why)).contains("(2000 of 2000)");
    }

    @Test
    void inAListAtItsPlaceThenInHandsThenToBeWrittenBack() {
        jobs.add(Jobs.tenant(), queue, 1);
        turns.dispatch();
        UUID job = add();
        turns.dispatch();
        JsonNode inList = explain(job);
        assertThat(codes(inList)).containsExactly("in-redis-list");
        assertThat(sentence(inList)).contains("normal list of Redis at place 2 of 2");

        Lease lease = turns.fetch().stream()
                .map(entry -> entry.lease())
                .filter(each -> each.job().equals(job))
                .findAny()
                .orElseThrow();
        JsonNode inHands = explain(job);
        assertThat(codes(inHands)).containsExactly("in-hands-of-worker");
        assertThat(sentence(inHands)).contains("worker w.").contains("sign of life 0 s ago");
        assertThat(inHands.path("runsAt").isNull()).as("it runs").isTrue();

        turns.report(lease, Outcome.DONE, null);
        assertThat(codes(explain(job))).containsExactly("to-be-written-back");
        turns.writeBack();
        JsonNode done = explain(job);
        assertThat(codes(done)).containsExactly("completed");
        assertThat(sentence(done)).contains("at try 1");
    }

    @Test
    void lentOutAndNotInRedis() {
        UUID job = add();
        turns.dispatch();
        jobs.forget(queue);
        assertThat(codes(explain(job))).containsExactly("on-its-way");
    }

    @Test
    void cancelledWhileItWasLentOut() {
        UUID job = add();
        turns.dispatch();
        operator.post("/jobs/" + job + "/cancel", OperatorClient.BECAUSE);
        assertThat(codes(explain(job))).containsExactly("cancel-asked", "in-redis-list");
        turns.tellStops();
        turns.fetch();
        turns.writeBack();
        assertThat(codes(explain(job))).containsExactly("cancelled");
    }

    @Test
    void endedWithItsLastError() {
        UUID failed = add();
        report(Outcome.DISCARD, null);
        assertThat(codes(explain(failed))).containsExactly("failed");
        assertThat(sentence(explain(failed))).contains("after 1 of ").contains("550 no such user jane@example.org");
        UUID uncertain = add();
        report(Outcome.UNCERTAIN, null);
        assertThat(sentence(explain(uncertain))).startsWith("Whether it took effect is unknown");
    }

    private UUID add() {
        return jobs.add(tenant, queue, 1).getFirst();
    }

    private void report(Outcome outcome, @Nullable Instant runAt) {
        turns.dispatch();
        turns.fetch().forEach(entry -> turns.report(entry.lease(), outcome, runAt));
        turns.writeBack();
    }

    private JsonNode explain(UUID job) {
        var answer = operator.get("/jobs/" + job + "/explanation");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> codes(JsonNode explanation) {
        return explanation
                .path("reasons")
                .valueStream()
                .map(reason -> reason.path("code").asString())
                .toList();
    }

    private static String sentence(JsonNode explanation) {
        return explanation.path("reasons").path(0).path("sentence").asString();
    }
}
