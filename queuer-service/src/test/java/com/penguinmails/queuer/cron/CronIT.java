package com.penguinmails.queuer.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.PlatformTenant;
import com.penguinmails.jobs.redis.Consumer;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Fetched;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.jobs.redis.WorkSide;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.claim.Dispatchers;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.settle.Settlement;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionOperations;

/** The clock of these tests is far ahead, so the running queuer, whose clock is the real one, never finds their schedules due. */
@QueuerTest
class CronIT {

    private static final Instant START = Instant.parse("2045-06-01T12:00:00Z");

    private final MutableClock clock = new MutableClock(START);
    private final String queue = Jobs.freshQueue();
    private final ScheduleTable table;
    private final JobQueue jobQueue;
    private final TransactionOperations transaction;
    private final ActBook book;
    private final QueueConnections connections;
    private final Dispatchers dispatchers;
    private final Settlement settlement;
    private final Ids ids;
    private final Jobs jobs;
    private final RestTestClient client;
    private final Cron cron;

    @Autowired
    CronIT(
            ScheduleTable table,
            JobQueue jobQueue,
            TransactionOperations transaction,
            ActBook book,
            QueueConnections connections,
            Dispatchers dispatchers,
            Settlement settlement,
            Ids ids,
            Jobs jobs,
            RestTestClient client) {
        this.table = table;
        this.jobQueue = jobQueue;
        this.transaction = transaction;
        this.book = book;
        this.connections = connections;
        this.dispatchers = dispatchers;
        this.settlement = settlement;
        this.ids = ids;
        this.jobs = jobs;
        this.client = client;
        this.cron = queuer();
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @AfterEach
    void declareNothing() {
        declare(ServiceName.BILLING);
        declare(ServiceName.ANALYTICS);
    }

    @Test
    void aTickBecomesOneJobOfThePlatform() {
        declare(ServiceName.BILLING, schedule("dunning", "0 */10 * * * *", Missed.SKIP));
        assertThat(cron.turn()).as("declared, and not due yet").isZero();

        clock.advance(Duration.ofMinutes(10));
        assertThat(cron.turn()).isEqualTo(1);
        assertThat(cron.turn()).isZero();

        assertThat(jobs.list("""
                        select concat_ws('|', tenant_id, kind, handler, band, payload, unique_key, max_attempts, timeout_seconds)
                          from queue.job_states where queue = '%s'""".formatted(queue)))
                .containsExactly(PlatformTenant.ID
                        + "|test.cron|billing|2|{\"a\":1}|billing.dunning 2045-06-01T12:10:00Z|10|60");
        assertThat(jobs.list("select next_at = '2045-06-01T12:20:00Z' and last_at = '2045-06-01T12:10:00Z'"
                        + " from queue.job_schedules where name = 'billing.dunning'"))
                .containsExactly("t");
    }

    @Test
    void twoQueuersAtOnceAddOneJobPerTick() throws Exception {
        declare(
                ServiceName.BILLING,
                schedule("one", "*/5 * * * * *", Missed.ALL),
                schedule("two", "*/5 * * * * *", Missed.ALL));
        var queuers = List.of(queuer(), queuer(), queuer());
        var together = new CyclicBarrier(queuers.size(), () -> clock.advance(Duration.ofSeconds(5)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream<Callable<Integer>> work = queuers.stream().map(queuer -> () -> {
                int added = 0;
                for (int tick = 0; tick < 40; tick++) {
                    together.await();
                    added += queuer.turn();
                }
                return added;
            });
            int added = 0;
            for (var result : threads.invokeAll(work.toList())) {
                added += result.get();
            }
            added += queuer().turn();
            assertThat(added).isEqualTo(80);
        }
        assertThat(jobs.list("select count(*) || ' ' || count(distinct unique_key) from queue.jobs where queue = '"
                        + queue + "'"))
                .containsExactly("80 80");
    }

    @Test
    void afterAnHourAwayThePolicyDecides() {
        declare(
                ServiceName.BILLING,
                schedule("skip", "0 */10 * * * *", Missed.SKIP),
                schedule("once", "0 */10 * * * *", Missed.ONCE),
                schedule("all", "0 */10 * * * *", Missed.ALL));
        clock.advance(Duration.ofMinutes(65));
        assertThat(cron.turn()).isEqualTo(7);
        assertThat(jobs.list("select unique_key from queue.jobs where queue = '" + queue + "' order by id"))
                .filteredOn(key -> !key.startsWith("billing.all"))
                .containsExactly("billing.once 2045-06-01T13:00:00Z");

        clock.advance(Duration.ofMinutes(5));
        assertThat(cron.turn()).as("all are back in step").isEqualTo(3);
    }

    @Test
    void aRestartKeepsTheNextTickAndAChangedExpressionSetsIt() {
        declare(ServiceName.BILLING, schedule("nightly", "0 0 13 * * *", Missed.ONCE));
        clock.advance(Duration.ofHours(3));
        declare(ServiceName.BILLING, schedule("nightly", "0 0 13 * * *", Missed.ONCE));
        assertThat(cron.turn())
                .as("the tick that came while the service was away")
                .isEqualTo(1);

        declare(ServiceName.BILLING, schedule("nightly", "0 0 14 * * *", Missed.ONCE));
        assertThat(
                        jobs.list(
                                "select to_char(next_at at time zone 'utc', 'DD HH24') from queue.job_schedules where name = 'billing.nightly'"))
                .containsExactly("02 14");
    }

    @Test
    void whatAServiceNoLongerDeclaresIsGoneAndOthersStay() {
        declare(
                ServiceName.BILLING,
                schedule("a", "0 0 * * * *", Missed.SKIP),
                schedule("b", "0 0 * * * *", Missed.SKIP));
        declare(ServiceName.ANALYTICS, schedule(ServiceName.ANALYTICS, "c", "0 0 * * * *"));
        declare(ServiceName.BILLING, schedule("b", "0 0 * * * *", Missed.SKIP));
        assertThat(jobs.list("select name from queue.job_schedules order by 1"))
                .containsExactly("analytics.c", "billing.b");
    }

    @Test
    void aServiceSchedulesItsOwnJobsAndReadableOnesOnly() {
        assertThatThrownBy(() -> declare(ServiceName.BILLING, schedule(ServiceName.ANALYTICS, "c", "0 0 * * * *")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> declare(ServiceName.BILLING, schedule("bad", "0 0 0 30 2 *", Missed.SKIP)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> declare(ServiceName.BILLING, schedule("worse", "whenever", Missed.SKIP)))
                .isInstanceOf(Refusal.class);
        assertThat(jobs.list("select name from queue.job_schedules")).isEmpty();
    }

    @Test
    void oneThatIsBrokenDoesNotHoldUpTheOthers() {
        declare(
                ServiceName.BILLING,
                schedule("broken", "0 */10 * * * *", Missed.SKIP),
                schedule("whole", "0 */10 * * * *", Missed.SKIP));
        jobs.sql("update queue.job_schedules set zone = 'Europe/Atlantis' where name = 'billing.broken'");
        clock.advance(Duration.ofMinutes(10));
        assertThat(cron.turn()).isEqualTo(1);
    }

    @Test
    void servicesDeclareWithTheirTokenAndOperatorsSeeIt() {
        // In the real clock's far future, like all here.
        client.put()
                .uri("/internal/schedules")
                .header("Authorization", "Bearer " + TestTokens.service("billing", "queuer"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(List.of(schedule("yearly", "0 0 0 1 1 *", Missed.SKIP)))
                .exchange()
                .expectStatus()
                .isOk();
        client.put()
                .uri("/internal/schedules")
                .header("Authorization", "Bearer " + TestTokens.service("analytics", "queuer"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(List.of(schedule("yearly", "0 0 0 1 1 *", Missed.SKIP)))
                .exchange()
                .expectStatus()
                .isBadRequest();
        client.get()
                .uri("/api/v1/platform/system/schedules")
                .header("Authorization", "Bearer " + operator("platform:queue:read"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].name")
                .isEqualTo("billing.yearly")
                .jsonPath("$[0].missed")
                .isEqualTo("skip")
                .jsonPath("$[0].lastAt")
                .doesNotExist();
        client.get()
                .uri("/api/v1/platform/system/schedules")
                .header("Authorization", "Bearer " + operator())
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aPausedScheduleAddsNothingAndGoesOnWithTheNextTick() {
        declare(ServiceName.BILLING, schedule("hourly", "0 0 * * * *", Missed.ALL));
        var desk = new ScheduleDesk(table, book, clock);
        UUID operator = UUID.randomUUID();
        transaction.executeWithoutResult(status -> desk.pause(operator, "billing.hourly", "too much at once"));
        clock.advance(Duration.ofHours(3).plusMinutes(30));
        assertThat(cron.turn()).isZero();
        transaction.executeWithoutResult(status -> desk.resume(operator, "billing.hourly", null));
        assertThat(cron.turn()).as("what came during the pause").isZero();
        clock.advance(Duration.ofMinutes(30));
        assertThat(cron.turn()).isEqualTo(1);
        assertThat(jobs.list("select concat_ws('|', act, target, reason, before ->> 'pausedAt', after ->> 'pausedAt')"
                        + " from queue.operator_acts where operator = '" + operator + "' order by id"))
                .containsExactly(
                        "pause-schedule|schedule:billing.hourly|too much at once|2045-06-01T12:00:00Z",
                        "resume-schedule|schedule:billing.hourly|2045-06-01T12:00:00Z");
    }

    @Test
    void operatorsPauseAndResumeWithTheirPermissionOnly() {
        declare(ServiceName.BILLING, schedule("yearly", "0 0 0 1 1 *", Missed.SKIP));
        for (String act : List.of("pause", "resume")) {
            post(act, "billing.yearly", operator("platform:queue:read"))
                    .expectStatus()
                    .isForbidden();
            post(act, "billing.unknown", operator("platform:queue:operate"))
                    .expectStatus()
                    .isNotFound();
            post(act, "billing.yearly", operator("platform:queue:operate"))
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.name")
                    .isEqualTo("billing.yearly");
            assertThat(jobs.list("select (paused_at is not null)::text from queue.job_schedules"))
                    .containsExactly(String.valueOf(act.equals("pause")));
        }
    }

    @Test
    void aJobOfThePlatformGoesTheWayOfAllJobs() throws InterruptedException {
        declare(ServiceName.BILLING, schedule("on-its-way", "0 */10 * * * *", Missed.SKIP));
        clock.advance(Duration.ofMinutes(10));
        cron.turn();
        DispatchSide redis = connections.dispatch(queue);
        var epoch = new QueueEpoch(redis, ids);
        dispatchers.of(redis, epoch).take();
        WorkSide worker = connections.work(queue, new Consumer("w", UUID.randomUUID()));
        var fetched = (Fetched.Entries) worker.fetch(epoch.current(), 10);
        assertThat(fetched.entries()).hasSize(1).allSatisfy(entry -> {
            assertThat(entry.lease().tenant()).isEqualTo(PlatformTenant.ID);
            assertThat(entry.handler()).isEqualTo("billing");
        });
        settlement.settle(
                List.of(new Result(fetched.entries().getFirst().lease(), Outcome.DONE, null, null, "w.1", "")));
        assertThat(jobs.count(queue, "completed")).isEqualTo(1);
    }

    private RestTestClient.ResponseSpec post(String act, String name, String token) {
        return client.post()
                .uri("/api/v1/platform/system/schedules/{name}/{act}", name, act)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"reason\":\"for a test\"}")
                .exchange();
    }

    private static String operator(String... permissions) {
        return TestTokens.user(UUID.randomUUID(), null, permissions);
    }

    private Cron queuer() {
        return new Cron(table, jobQueue, transaction, clock);
    }

    private void declare(ServiceName service, DeclaredSchedule... schedules) {
        var declarations = new Declarations(table, clock);
        transaction.executeWithoutResult(status -> declarations.declare(service.id(), List.of(schedules)));
    }

    private DeclaredSchedule schedule(String name, String expression, Missed missed) {
        return new DeclaredSchedule(
                name,
                new JobKind("test.cron", queue, ServiceName.BILLING),
                200,
                "{\"a\":1}",
                expression,
                "UTC",
                missed);
    }

    private DeclaredSchedule schedule(ServiceName handler, String name, String expression) {
        return new DeclaredSchedule(
                name, new JobKind("test.cron", queue, handler), 200, "{}", expression, "UTC", Missed.SKIP);
    }
}
