package com.penguinmails.queuer.operate.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.operate.LentJob;
import com.penguinmails.queuer.operate.OperatorClient;
import com.penguinmails.queuer.operate.OperatorClient.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@QueuerTest
class ListingIT {

    private final OperatorClient operator;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final LentJob.Turns turns;
    private final String queue = Jobs.freshQueue();
    private final TenantId tenant = Jobs.tenant();
    private final UUID campaign = UUID.randomUUID();

    @Autowired
    ListingIT(OperatorClient operator, Jobs jobs, JdbcClient jdbc, TransactionOperations transaction, LentJob lent) {
        this.operator = operator;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.turns = lent.of(queue);
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void everyStatusIsListedWithAndWithoutItsTenant() {
        List<UUID> completed = one(Outcome.DONE);
        List<UUID> failed = one(Outcome.DISCARD);
        List<UUID> uncertain = one(Outcome.UNCERTAIN);
        List<UUID> cancelled = jobs.add(tenant, queue, 1);
        operator.post("/jobs/" + cancelled.getFirst() + "/cancel", OperatorClient.BECAUSE);
        List<UUID> held = jobs.add(tenant, queue, 1, job -> job.group(campaign));
        operator.post("/tenants/" + tenant + "/groups/" + campaign + "/pause", OperatorClient.BECAUSE);
        turns.dispatch();
        List<UUID> leased = jobs.add(tenant, queue, 1);
        turns.dispatch();
        List<UUID> running = jobs.add(tenant, queue, 1);
        turns.dispatch();
        jobs.sql("update queue.job_leased set started_at = now() where id = '" + running.getFirst() + "'");
        List<UUID> queued = jobs.add(tenant, queue, 1);
        jobs.add(Jobs.tenant(), queue, 1, job -> job.priority(200));

        Map<String, List<UUID>> expected = Map.of(
                "failed",
                failed,
                "uncertain",
                uncertain,
                "cancelled",
                cancelled,
                "held",
                held,
                "migrated_to_redis",
                leased,
                "running",
                running);
        expected.forEach((status, ids) -> {
            assertThat(ids(list("status=" + status))).as(status).isEqualTo(ids);
            assertThat(ids(list("status=" + status + "&tenantId=" + tenant)))
                    .as(status)
                    .isEqualTo(ids);
            assertThat(ids(list("status=" + status + "&tenantId=" + UUID.randomUUID())))
                    .as(status)
                    .isEmpty();
            assertThat(ids(list("status=" + status + "&kind=other.kind")))
                    .as(status)
                    .isEmpty();
            assertThat(ids(list("status=" + status + "&kind=test.noop")))
                    .as(status)
                    .isEqualTo(ids);
        });
        assertThat(ids(list("status=completed&tenantId=" + tenant))).isEqualTo(completed);
        assertThat(ids(list("status=queued")))
                .as("the other tenant's, of a later band, too")
                .hasSize(2)
                .startsWith(queued.getFirst());
        assertThat(ids(list("status=queued&tenantId=" + tenant + "&kind=test.noop")))
                .isEqualTo(queued);
        assertThat(ids(list("tenantId=" + tenant + "&groupId=" + campaign))).isEqualTo(held);
        assertThat(ids(list("tenantId=" + tenant + "&groupId=" + campaign + "&status=held")))
                .isEqualTo(held);
        assertThat(ids(list("tenantId=" + tenant + "&groupId=" + campaign + "&status=queued")))
                .isEmpty();
        assertThat(ids(list("tenantId=" + tenant)))
                .as("the newest first")
                .hasSize(8)
                .startsWith(queued.getFirst());
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int priority : List.of(10, 100, 200)) {
            jobs.add(tenant, queue, 7, job -> job.priority(priority));
            jobs.add(Jobs.tenant(), queue, 4, job -> job.priority(priority));
        }
        assertThat(walk("status=queued", 5)).hasSize(33).doesNotHaveDuplicates();
        assertThat(walk("status=queued&tenantId=" + tenant, 4)).hasSize(21).doesNotHaveDuplicates();
        turns.run(Outcome.DISCARD);
        assertThat(walk("status=failed", 5))
                .hasSize(33)
                .isSortedAccordingTo(
                        Comparator.<UUID, String>comparing(UUID::toString).reversed());
        assertThat(walk("status=failed&tenantId=" + tenant, 5)).hasSize(21);
        assertThat(walk("tenantId=" + tenant, 6)).hasSize(21).doesNotHaveDuplicates();
    }

    @Test
    void aFilterThatHardlyMatchesReadsNoFurtherThanItsBound() {
        jobs.add(tenant, queue, Listing.BOUND + 5);
        UUID rare = jobs.add(
                        tenant,
                        queue,
                        1,
                        job -> NewJob.of(new JobKind("rare.kind", queue, ServiceName.WORKER), Map.of()))
                .getFirst();
        Answer first = list("status=queued&kind=rare.kind");
        assertThat(ids(first)).isEmpty();
        assertThat(first.text("nextCursor")).isNotEmpty();
        Answer second = list("status=queued&kind=rare.kind&cursor=" + first.text("nextCursor"));
        assertThat(ids(second)).containsExactly(rare);
        assertThat(second.body().path("nextCursor").isNull()).isTrue();
    }

    @Test
    void whatWouldReadTheHistoryIsRefusedWithAWordOnWhatToAdd() {
        for (String question : List.of("", "status=completed", "status=queued&groupId=" + campaign)) {
            Answer refused = list(question);
            assertThat(refused.status()).as(question).isEqualTo(400);
            assertThat(refused.text("code")).isEqualTo("filter-needed");
            assertThat(refused.body().path("errors").path(0).path("field").asString())
                    .isEqualTo("tenantId");
        }
        assertThat(list("status=asleep").status()).isEqualTo(400);
        assertThat(list("status=queued&limit=500").status()).isEqualTo(400);
        assertThat(list("status=queued&cursor=nonsense").status()).isEqualTo(400);
        jobs.add(tenant, queue, 3);
        String foreign = list("status=queued&limit=1").text("nextCursor");
        assertThat(list("status=failed&cursor=" + foreign).text("code"))
                .as("a cursor of another list")
                .isEqualTo("invalid-request");
    }

    @Test
    void aJobIsShownWithItsHistoryAndItsContentToThoseWhoMaySeeIt() {
        UUID job = jobs.add(tenant, queue, 1, added -> added.uniqueKey("to jane@example.org"))
                .getFirst();
        turns.run(Outcome.RETRY);
        Answer full = operator.get("/jobs/" + job);
        assertThat(full.status()).isEqualTo(200);
        assertThat(full.body().path("job").path("tenantId").asString()).isEqualTo(tenant.toString());
        assertThat(full.body().path("job").path("lastError").asString()).isEqualTo("550 no such user jane@example.org");
        assertThat(full.body().path("payload").path("n").isNumber()).isTrue();
        assertThat(full.body().path("attempts").path(0).path("outcome").asString())
                .isEqualTo("retry");

        Answer guarded = operator.read("/jobs/" + job + "?tenantId=" + tenant);
        assertThat(guarded.status()).isEqualTo(200);
        assertThat(guarded.body().path("payload").isNull()).isTrue();
        assertThat(guarded.body().toString()).doesNotContain("jane").contains("550 no such user ***@example.org");
        assertThat(operator.read("/queues/" + queue + "/jobs?status=queued")
                        .body()
                        .toString())
                .doesNotContain("jane");
        assertThat(operator.read("/jobs/" + job + "/explanation").body().toString())
                .doesNotContain("jane");
        assertThat(operator.get("/jobs/" + job + "?tenantId=" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(operator.get("/jobs/not-an-id").status()).isEqualTo(400);
    }

    @Test
    void anIdAloneIsFoundByAProbePerTenantAndNotByReadingTheDay() {
        UUID wanted = jobs.add(tenant, queue, 1).getFirst();
        for (int i = 0; i < 5; i++) {
            jobs.add(Jobs.tenant(), queue, 2_000);
        }
        jobs.sql("analyze queue.jobs");
        String plan = transaction.<String>execute(status -> jdbc
                .sql("explain (analyze, buffers off, timing off) select tenant_id from jobs where id = '" + wanted
                        + "' limit 1")
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.joining("\n")));
        assertThat(plan)
                .contains("Index Cond: (id =")
                .doesNotContain("Seq Scan")
                .doesNotContain("Rows Removed");
        assertThat(plan.lines().filter(line -> line.contains("Scan using")))
                .as("the partition of its day and no other")
                .hasSize(1);
        assertThat(plan).as("PostgreSQL skips from tenant to tenant").containsPattern("Index Searches: [1-9]");
        assertThat(operator.get("/jobs/" + wanted)
                        .body()
                        .path("job")
                        .path("tenantId")
                        .asString())
                .isEqualTo(tenant.toString());
    }

    private List<UUID> one(Outcome outcome) {
        List<UUID> added = jobs.add(tenant, queue, 1);
        turns.run(outcome);
        return added;
    }

    private Answer list(String question) {
        return operator.get("/queues/" + queue + "/jobs?" + question);
    }

    private List<UUID> walk(String question, int limit) {
        var seen = new ArrayList<UUID>();
        String cursor = "";
        do {
            Answer page = list(question + "&limit=" + limit + "&cursor=" + cursor);
            assertThat(page.status()).isEqualTo(200);
            assertThat(ids(page)).hasSizeLessThanOrEqualTo(limit);
            seen.addAll(ids(page));
            cursor = page.text("nextCursor");
        } while (!cursor.isEmpty());
        return seen;
    }

    private static List<UUID> ids(Answer page) {
        return page.body()
                .path("items")
                .valueStream()
                .map(job -> UUID.fromString(job.path("id").asString()))
                .toList();
    }
}
