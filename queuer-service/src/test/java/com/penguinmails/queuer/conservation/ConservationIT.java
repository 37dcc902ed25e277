package com.penguinmails.queuer.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.Consumer;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Fetched;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.jobs.redis.WorkSide;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.claim.Dispatchers;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.Settlement;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.testkit.TestTokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.PlatformTransactionManager;

@QueuerTest
@ExtendWith(OutputCaptureExtension.class)
class ConservationIT {

    private final MutableClock clock = new MutableClock(Clock.systemUTC().instant());
    private final String queue = Jobs.freshQueue();
    private final TenantId tenant = Jobs.tenant();
    private final ConservationRunner runner;
    private final Conservation conservation;
    private final Jobs jobs;
    private final RestTestClient client;
    private final Settlement settlement;
    private final DispatchSide redis;
    private final QueueEpoch epoch;
    private final WorkSide worker;
    private final Loop.Turn dispatch;

    @Autowired
    ConservationIT(
            ConservationRunner runner,
            Books books,
            PlatformTransactionManager transactions,
            Jobs jobs,
            RestTestClient client,
            Settlement settlement,
            Dispatchers dispatchers,
            QueueConnections connections,
            Ids ids) {
        this.runner = runner;
        this.conservation = new Conservation(books, clock, transactions);
        this.jobs = jobs;
        this.client = client;
        this.settlement = settlement;
        this.redis = connections.dispatch(queue);
        this.epoch = new QueueEpoch(redis, ids);
        this.worker = connections.work(queue, new Consumer("w", UUID.randomUUID()));
        this.dispatch = dispatchers.of(redis, epoch);
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
        runner.stop();
    }

    @Test
    void whatIsAddedAndFinishedAddsUp() throws InterruptedException {
        jobs.add(tenant, queue, 5);
        dispatch.take();
        settle(Outcome.DONE, Outcome.RETRY, Outcome.DISCARD, Outcome.UNCERTAIN);
        ConservationView found = check();
        assertThat(mine(found)).isEmpty();
        assertThat(found.queues()).contains(new ConservationView.Queue(queue, 1, 1));
        assertThat(found.lookedUp()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void theLedgerIsSummedUpAndSaysTheSame() {
        for (int i = 0; i < 10; i++) {
            jobs.add(tenant, queue, 3);
        }
        check();
        assertThat(ledger()).containsExactly("1 30");
        jobs.add(tenant, queue, 1);
        assertThat(mine(check())).isEmpty();
        assertThat(ledger()).containsExactly("1 31");
    }

    @Test
    void aJobThatIsLostIsFoundAndToldWhenASecondCheckFindsItToo(CapturedOutput output) {
        List<UUID> added = addOneByOne(3);
        jobs.sql("delete from queue.job_ready where id = '" + added.getFirst() + "'");

        ConservationView first = check();
        assertThat(mine(first)).containsExactly("3 booked, 2 found, 1 checks", added.getFirst() + " in [], 1 checks");
        assertThat(output).doesNotContain(queue);
        assertThat(wrong(first)).isZero();

        ConservationView second = check();
        assertThat(second.sound()).isFalse();
        assertThat(wrong(second)).isEqualTo(1);
        assertThat(output)
                .contains("jobs of queue " + queue + " and tenant " + tenant
                        + " do not add up: 3 are unfinished by the ledger, 2 in the tables")
                .contains(
                        "job " + added.getFirst() + " of queue " + queue + " and tenant " + tenant + " is in 0 places");
        check();
        assertThat(output.getAll().split("do not add up: 3 are"))
                .as("told once")
                .hasSize(2);

        jobs.sql(
                "insert into queue.job_ready (tenant_id, id, queue, band, run_at) select tenant_id, id, queue, band, run_at"
                        + " from queue.jobs where id = '" + added.getFirst() + "'");
        assertThat(mine(check())).isEmpty();
    }

    @Test
    void aJobInTwoTablesIsFoundAlsoWhenAnotherOneIsLost() {
        List<UUID> added = addOneByOne(3);
        jobs.sql("delete from queue.job_ready where id = '" + added.get(0) + "'");
        jobs.sql("insert into queue.job_held (tenant_id, id, group_id, queue, band, run_at, attempt, crashes)"
                + " select tenant_id, id, gen_random_uuid(), queue, band, run_at, 0, 0 from queue.job_ready where id = '"
                + added.get(1) + "'");
        check();
        ConservationView found = check();
        assertThat(mine(found))
                .as("the sums alone say nothing")
                .containsExactlyInAnyOrder(
                        added.get(0) + " in [], 2 checks", added.get(1) + " in [ready, held], 2 checks");
        assertThat(wrong(found)).isEqualTo(2);
        jobs.sql("delete from queue.jobs where id = '" + added.get(0) + "'");
        jobs.sql("delete from queue.job_held where id = '" + added.get(1) + "'");
        jobs.sql("update queue.job_ledger set enqueued = enqueued - 1 where queue = '" + queue + "'");
        assertThat(mine(check())).isEmpty();
    }

    @Test
    void aLeasedJobThatIsAlsoFinishedIsFound() throws InterruptedException {
        UUID job = addOneByOne(1).getFirst();
        dispatch.take();
        jobs.sql("insert into queue.job_finished (tenant_id, id, queue, kind, status, attempt, crashes)"
                + " select tenant_id, id, queue, kind, 'completed', 1, 0 from queue.job_leased where id = '" + job
                + "'");
        assertThat(mine(check())).containsExactly(job + " in [leased, finished], 1 checks");
        jobs.sql("delete from queue.job_finished where id = '" + job + "'");
        assertThat(mine(check())).isEmpty();
    }

    @Test
    void aJobThatIsLeasedTwiceIsFound() throws InterruptedException {
        UUID job = addOneByOne(1).getFirst();
        dispatch.take();
        jobs.sql("insert into queue.job_blocks (tenant_id, token, queue, band, kind, ids, run_at, lease_until)"
                + " select tenant_id, gen_random_uuid(), queue, band, kind, array[id], run_at, lease_until"
                + " from queue.job_leased where id = '" + job + "'");
        check();
        assertThat(mine(check())).contains(job + " in [leased, leased], 2 checks");
        jobs.sql("delete from queue.job_blocks where queue = '" + queue + "'");
        assertThat(mine(check())).isEmpty();
    }

    @Test
    void aRowThatIsMissingInTheLedgerIsFound() {
        jobs.add(tenant, queue, 4);
        jobs.sql("delete from queue.job_ledger where queue = '" + queue + "'");
        assertThat(mine(check())).containsExactly("0 booked, 4 found, 1 checks");
        jobs.sql("insert into queue.job_ledger (tenant_id, queue, enqueued) values ('" + tenant + "', '" + queue
                + "', 4)");
        assertThat(mine(check())).isEmpty();
    }

    @Test
    void whileEverythingMovesNothingSeemsWrong() throws Exception {
        var running = new AtomicInteger(3);
        var alarms = new ArrayList<String>();
        int checks = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int adder = 0; adder < 2; adder++) {
                threads.submit(() -> {
                    try {
                        for (int i = 0; i < 150; i++) {
                            jobs.add(i % 2 == 0 ? tenant : Jobs.tenant(), queue, 1 + i % 7);
                        }
                    } finally {
                        running.decrementAndGet();
                    }
                });
            }
            var work = threads.submit(() -> {
                try {
                    while (running.get() > 1 || jobs.count(queue, "queued") > 0) {
                        jobs.makeDue(queue, java.time.Duration.ZERO);
                        dispatch.take();
                        settle(Outcome.DONE, Outcome.DONE, Outcome.RETURNED, Outcome.RETRY, Outcome.DISCARD);
                    }
                } finally {
                    running.decrementAndGet();
                }
                return true;
            });
            while (running.get() > 0) {
                alarms.addAll(mine(check()));
                checks++;
            }
            assertThat(work.get()).isTrue();
        }
        assertThat(alarms).isEmpty();
        assertThat(checks).isGreaterThan(5);
        assertThat(mine(check())).isEmpty();
        assertThat(jobs.list(
                        "select (sum(enqueued) > 500 and sum(enqueued) = sum(completed + failed))::text from queue.job_ledger where queue = '"
                                + queue + "'"))
                .containsExactly("true");
    }

    @Test
    void oneCheckAMinuteIsEnoughForAllQueuers() {
        check();
        assertThat(conservation.check()).isEmpty();
        clock.advance(Conservation.EVERY);
        assertThat(conservation.check()).isPresent();
    }

    @Test
    void operatorsSeeTheLastCheck() {
        jobs.add(tenant, queue, 2);
        check();
        client.get()
                .uri("/api/v1/platform/system/conservation")
                .header("Authorization", "Bearer " + TestTokens.user(UUID.randomUUID(), null, "platform:queue:read"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.queues[?(@.queue == '" + queue + "')].found")
                .isEqualTo(2)
                .jsonPath("$.checkedAt")
                .isNotEmpty();
        client.get()
                .uri("/api/v1/platform/system/conservation")
                .header(
                        "Authorization",
                        "Bearer " + TestTokens.user(UUID.randomUUID(), UUID.randomUUID(), "analytics:read"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private ConservationView check() {
        jobs.sql("delete from queue.conservation_checks");
        return conservation.check().orElseThrow();
    }

    private List<String> mine(ConservationView found) {
        var mine = new ArrayList<String>();
        found.mismatches().stream()
                .filter(mismatch -> mismatch.queue().equals(queue))
                .forEach(mismatch -> mine.add(mismatch.booked() + " booked, " + mismatch.found() + " found, "
                        + mismatch.checks() + " checks"));
        found.strays().stream()
                .filter(stray -> stray.queue().equals(queue))
                .forEach(stray -> mine.add(stray.id() + " in " + stray.places() + ", " + stray.checks() + " checks"));
        return mine;
    }

    /** What the gauge of the queue shows. */
    private double wrong(ConservationView found) {
        var meters = new io.micrometer.core.instrument.simple.SimpleMeterRegistry();
        io.micrometer.core.instrument.MultiGauge.builder("wrong")
                .register(meters)
                .register(ConservationRunner.rows(found));
        return meters.get("wrong").tag("queue", queue).gauge().value();
    }

    private List<String> ledger() {
        return jobs.list("select count(*) || ' ' || sum(enqueued) from queue.job_ledger where queue = '" + queue + "'");
    }

    private List<UUID> addOneByOne(int count) {
        var added = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            added.addAll(jobs.add(tenant, queue, 1));
        }
        // So that the ledger has seen something since the last check, even of a single one.
        jobs.add(tenant, Jobs.freshQueue(), 1);
        return added;
    }

    /** Fetches what is there and ends it in these ways, in turn. */
    private void settle(Outcome... outcomes) {
        if (worker.fetch(epoch.current(), 50) instanceof Fetched.Entries fetched) {
            var results = new ArrayList<Result>();
            for (int i = 0; i < fetched.entries().size() && i < outcomes.length; i++) {
                results.add(new Result(fetched.entries().get(i).lease(), outcomes[i], null, null, "w.1", "because"));
            }
            for (int i = outcomes.length; i < fetched.entries().size(); i++) {
                results.add(new Result(fetched.entries().get(i).lease(), Outcome.DONE, null, null, "w.1", ""));
            }
            settlement.settle(results);
        }
    }
}
