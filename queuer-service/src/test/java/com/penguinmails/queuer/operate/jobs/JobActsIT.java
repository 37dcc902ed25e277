package com.penguinmails.queuer.operate.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.operate.LentJob;
import com.penguinmails.queuer.operate.OperatorClient;
import com.penguinmails.queuer.operate.OperatorClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@QueuerTest
class JobActsIT {

    private final OperatorClient operator;
    private final Jobs jobs;
    private final LentJob lent;
    private final LentJob.Turns turns;
    private final String queue = Jobs.freshQueue();
    private final TenantId tenant = Jobs.tenant();

    @Autowired
    JobActsIT(OperatorClient operator, Jobs jobs, LentJob lent) {
        this.operator = operator;
        this.jobs = jobs;
        this.lent = lent;
        this.turns = lent.of(queue);
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void aFailedJobRunsAgainAsNew() {
        UUID job = failed();
        Answer retried = retry(job, OperatorClient.BECAUSE);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.text("status")).isEqualTo("queued");
        assertThat(jobs.show(job, "status, attempt, crashes")).isEqualTo("queued|0|0");
        assertThat(jobs.attempts(job)).as("its history stays").isEqualTo("1 discard");
        Answer again = retry(job, OperatorClient.BECAUSE);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("job-not-retryable");
        turns.run(Outcome.DONE);
        assertThat(jobs.show(job, "status, attempt")).isEqualTo("completed|1");
        assertThat(retry(job, OperatorClient.BECAUSE).text("code")).isEqualTo("job-not-retryable");
    }

    @Test
    void theSameRequestSentTwiceRetriesOnce() {
        UUID job = failed();
        String key = UUID.randomUUID().toString();
        Answer first = operator.postOnce(key, "/jobs/" + job + "/retry", OperatorClient.BECAUSE);
        assertThat(first.status()).isEqualTo(200);
        assertThat(operator.postOnce(key, "/jobs/" + job + "/retry", OperatorClient.BECAUSE))
                .isEqualTo(first);
        assertThat(acts(job)).containsExactly("retry-job");
    }

    @Test
    void whatMayHaveHappenedIsRepeatedOnRequestOnlyAndAMailNever() {
        UUID job = add(1).getFirst();
        turns.run(Outcome.UNCERTAIN);
        assertThat(retry(job, OperatorClient.BECAUSE).text("code")).isEqualTo("job-uncertain");
        Map<String, Object> knowingly = Map.of("reason", "it did not arrive", "acceptDuplicate", true);
        assertThat(retry(job, knowingly).text("status")).isEqualTo("queued");

        var mail = new JobKind("email.send", queue, ServiceName.WORKER);
        UUID sent =
                jobs.add(tenant, queue, 1, none -> NewJob.of(mail, Map.of())).getFirst();
        turns.run(Outcome.UNCERTAIN);
        assertThat(retry(sent, knowingly).text("code")).isEqualTo("mail-never-repeated");
        assertThat(jobs.show(sent, "status")).isEqualTo("uncertain");
    }

    @Test
    void aJobThatWouldEndAtOnceIsNotRetried() {
        UUID late = jobs.add(tenant, queue, 1, job -> job.deadline(Instant.parse("2001-01-01T00:00:00Z")))
                .getFirst();
        turns.dispatch();
        assertThat(jobs.show(late, "status")).isEqualTo("failed");
        assertThat(retry(late, OperatorClient.BECAUSE).text("code")).isEqualTo("job-deadline-passed");

        UUID campaign = UUID.randomUUID();
        UUID stopped = jobs.add(tenant, queue, 1, job -> job.group(campaign)).getFirst();
        operator.post("/tenants/" + tenant + "/groups/" + campaign + "/cancel", OperatorClient.BECAUSE);
        turns.tellStops();
        assertThat(retry(stopped, OperatorClient.BECAUSE).text("code")).isEqualTo("group-cancelled");
    }

    @Test
    void aUniqueJobIsNotRetriedBesideItsSuccessor() {
        UUID first = jobs.add(tenant, queue, 1, job -> job.uniqueKey("nightly")).getFirst();
        turns.run(Outcome.DISCARD);
        UUID second =
                jobs.add(tenant, queue, 1, job -> job.uniqueKey("nightly")).getFirst();
        assertThat(retry(first, OperatorClient.BECAUSE).text("code")).isEqualTo("unique-job-exists");
        assertThat(jobs.show(first, "status")).isEqualTo("failed");
        operator.post("/jobs/" + second + "/cancel", OperatorClient.BECAUSE);
        assertThat(retry(first, OperatorClient.BECAUSE).status()).isEqualTo(200);
        assertThat(jobs.add(tenant, queue, 1, job -> job.uniqueKey("nightly")))
                .as("the key is taken again")
                .isEmpty();
    }

    @Test
    void theFailedJobsOfAnIncidentComeBackSpreadOverAnHour() {
        List<UUID> added = add(4);
        jobs.add(tenant, queue, 1, job -> NewJob.of(new JobKind("other.kind", queue, ServiceName.WORKER), Map.of()));
        turns.run(Outcome.DISCARD);
        var body = Map.<String, Object>of(
                "kind",
                "test.noop",
                "failedSince",
                "2020-01-01T00:00:00Z",
                "limit",
                3,
                "spreadSeconds",
                3600,
                "reason",
                "the outage is over");
        Answer first = operator.post("/queues/" + queue + "/jobs/retry", body);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("retried").asInt()).isEqualTo(3);
        assertThat(first.body().path("more").asBoolean()).isTrue();
        Answer second = operator.post("/queues/" + queue + "/jobs/retry", body);
        assertThat(second.body().path("retried").asInt()).isEqualTo(1);
        assertThat(second.body().path("more").asBoolean()).isFalse();
        assertThat(added).allMatch(job -> jobs.show(job, "status, attempt").equals("queued|0"));
        assertThat(jobs.list(
                        "select (extract(epoch from run_at - now()) / 1200)::int::text from queue.job_ready where queue = '"
                                + queue + "' order by run_at"))
                .as("the first three a third of an hour apart, the one of the second call at once")
                .containsExactly("0", "0", "1", "2");
        assertThat(jobs.count(queue, "failed")).as("of another kind").isEqualTo(1);
        assertThat(operator.post(
                                "/queues/" + queue + "/jobs/retry",
                                Map.of("failedSince", "2100-01-01T00:00:00Z", "reason", "too early"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void waitingJobsEndAtOnce() {
        UUID ready = jobs.add(tenant, queue, 1, job -> job.uniqueKey("k")).getFirst();
        UUID campaign = UUID.randomUUID();
        UUID held = jobs.add(tenant, queue, 1, job -> job.group(campaign)).getFirst();
        operator.post("/tenants/" + tenant + "/groups/" + campaign + "/pause", OperatorClient.BECAUSE);
        assertThat(cancel(ready).text("status")).isEqualTo("cancelled");
        turns.dispatch();
        assertThat(cancel(held).text("status")).isEqualTo("cancelled");
        assertThat(jobs.list("select unique_key from queue.job_unique where tenant_id = '" + tenant + "'"))
                .isEmpty();
        Answer again = cancel(ready);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("job-finished");
        assertThat(acts(ready)).containsExactly("cancel-job");
        assertThat(retry(ready, OperatorClient.BECAUSE).text("status")).isEqualTo("queued");
    }

    @Test
    void aCancelledJobInRedisIsNotBegun() {
        List<UUID> added = add(2);
        turns.dispatch();
        Answer cancelled = cancel(added.getFirst());
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text("status")).isEqualTo("migrated_to_redis");
        assertThat(cancelled.text("cancelAskedAt")).isNotEmpty();
        turns.tellStops();
        assertThat(turns.fetch()).extracting(entry -> entry.lease().job()).containsExactly(added.getLast());
        turns.writeBack();
        assertThat(jobs.show(added.getFirst(), "status, attempt, worker_id, last_error"))
                .isEqualTo("cancelled|0|cancelled by an operator");
        turns.tellStops();
        add(1);
        turns.dispatch();
        assertThat(turns.fetch()).as("the others go on").hasSize(1);
    }

    @Test
    void aCancelledJobInTheHandsOfAWorkerCountsWhenItSucceedsAndIsNotRepeated() {
        List<UUID> added = add(2);
        turns.dispatch();
        List<Entry> begun = turns.fetch();
        added.forEach(job -> assertThat(cancel(job).status()).isEqualTo(200));
        begun.forEach(entry -> turns.report(
                entry.lease(), entry.lease().job().equals(added.getFirst()) ? Outcome.DONE : Outcome.RETRY, null));
        turns.writeBack();
        assertThat(jobs.show(added.getFirst(), "status")).isEqualTo("completed");
        assertThat(jobs.show(added.getLast(), "status, last_error")).isEqualTo("cancelled|cancelled by an operator");
        assertThat(jobs.attempts(added.getLast())).isEqualTo("1 retry");
    }

    @Test
    void aWaitingJobChangesItsPlace() {
        String other = Jobs.freshQueue();
        jobs.add(tenant, other, 1);
        lent.of(other).dispatch();
        UUID job = add(1).getFirst();
        Answer moved = move(job, Map.of("queue", other, "priority", 10));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(jobs.show(job, "status, queue, priority, band")).isEqualTo("queued|" + other + "|10|0");
        lent.of(other).dispatch();
        assertThat(jobs.list("select queue || ' ' || band from queue.job_leased where id = '" + job + "'"))
                .containsExactly(other + " 0");
        Answer refused = move(job, Map.of("priority", 200));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("job-not-waiting");
        assertThat(move(add(1).getFirst(), Map.of("queue", "no-such-queue")).status())
                .isEqualTo(404);
        assertThat(move(add(1).getFirst(), Map.of()).status()).isEqualTo(400);
        assertThat(acts(job)).containsExactly("move-job");
    }

    @Test
    void aJobThatDoesNotExistIsNotFoundWhateverIsAsked() {
        UUID unknown = UUID.randomUUID();
        assertThat(cancel(unknown).status()).isEqualTo(404);
        assertThat(retry(unknown, OperatorClient.BECAUSE).status()).isEqualTo(404);
        UUID job = add(1).getFirst();
        assertThat(operator.post("/jobs/" + job + "/cancel?tenantId=" + UUID.randomUUID(), OperatorClient.BECAUSE)
                        .status())
                .as("of another tenant")
                .isEqualTo(404);
        assertThat(operator.post("/jobs/" + job + "/cancel?tenantId=" + tenant, OperatorClient.BECAUSE)
                        .status())
                .isEqualTo(200);
    }

    private UUID failed() {
        UUID job = add(1).getFirst();
        turns.run(Outcome.DISCARD);
        jobs.makeDue(queue, Duration.ZERO);
        return job;
    }

    private List<UUID> add(int count) {
        return jobs.add(tenant, queue, count);
    }

    private Answer retry(UUID job, Map<String, Object> body) {
        return operator.post("/jobs/" + job + "/retry", body);
    }

    private Answer cancel(UUID job) {
        return operator.post("/jobs/" + job + "/cancel", OperatorClient.BECAUSE);
    }

    private Answer move(UUID job, Map<String, Object> body) {
        return operator.post("/jobs/" + job + "/move", body);
    }

    private List<String> acts(UUID job) {
        return operator.get("/acts?target=job:" + job)
                .body()
                .path("items")
                .valueStream()
                .map(act -> act.path("act").asString())
                .toList();
    }
}
