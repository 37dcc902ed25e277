package com.penguinmails.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.WakeUps;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.observability.MetricNames;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class JobQueueIT {

    private static final JobKind KIND = new JobKind("test.echo", "testing", ServiceName.CAMPAIGN);

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final JobQueue queue;
    private final JobGroups groups;
    private final JdbcClient jdbc;
    private final JdbcClient everything;
    private final QueueConnections redis;
    private final MeterRegistry meters;
    private final TransactionTemplate transaction;

    @Autowired
    JobQueueIT(
            JobQueue queue,
            JobGroups groups,
            JdbcClient jdbc,
            TestDatabase database,
            QueueConnections redis,
            MeterRegistry meters,
            PlatformTransactionManager transactions) {
        this.queue = queue;
        this.groups = groups;
        this.jdbc = jdbc;
        this.everything = JdbcClient.create(database.superuser());
        this.redis = redis;
        this.meters = meters;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void aJobOfACommittedTransactionIsThereWithAllItSays() {
        Instant later = Instant.parse("2031-05-06T07:08:09.123456Z");
        UUID id = committed(() -> queue.enqueue(NewJob.of(KIND, Map.of("n", 1))
                        .priority(NewJob.HIGH)
                        .runAt(later)
                        .uniqueKey("only one")
                        .maxAttempts(3)))
                .orElseThrow();

        assertThat(everything.sql("""
                                select concat_ws('|', tenant_id, queue, kind, handler, band, payload, status, attempt, max_attempts,
                                                 extract(epoch from run_at))
                                  from queue.job_states where id = ?""").param(id).query(String.class).single())
                .isEqualTo(tenant + "|testing|test.echo|campaign|0|{\"n\":1}|queued|0|3|1935817689.123456");
    }

    @Test
    void aJobOfARolledBackTransactionWasNeverThere() {
        UUID id = rolledBack(() -> queue.enqueue(NewJob.of(KIND, Map.of()).uniqueKey("gone")))
                .orElseThrow();

        assertThat(everything
                        .sql("select count(*) from queue.jobs where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(committed(() -> queue.enqueue(NewJob.of(KIND, Map.of()).uniqueKey("gone"))))
                .isPresent();
    }

    @Test
    void aSecondUnfinishedJobWithTheSameKeyIsLeftOut() {
        NewJob job = NewJob.of(KIND, Map.of()).uniqueKey("k");
        assertThat(committed(() -> queue.enqueueAll(List.of(job, job, NewJob.of(KIND, Map.of())))))
                .hasSize(2);
        assertThat(committed(() -> queue.enqueue(job))).isEmpty();
        assertThat(TenantScope.<Boolean, RuntimeException>call(
                        new TenantId(UUID.randomUUID()),
                        () -> transaction.execute(status -> queue.enqueue(job).isPresent())))
                .as("another tenant's key is another key")
                .isTrue();
    }

    @Test
    void whatWasAddedIsCountedByKindOnceItIsCommitted() {
        JobKind counted = new JobKind("test.counted-" + UUID.randomUUID(), "testing", ServiceName.CAMPAIGN);
        JobKind other = new JobKind("test.other-" + UUID.randomUUID(), "testing", ServiceName.CAMPAIGN);
        NewJob unique = NewJob.of(counted, Map.of()).uniqueKey("k");
        committed(() ->
                queue.enqueueAll(List.of(unique, unique, NewJob.of(counted, Map.of()), NewJob.of(other, Map.of()))));
        rolledBack(() -> queue.enqueue(NewJob.of(counted, Map.of())));
        assertThat(meters.counter(MetricNames.JOBS_ENQUEUED, MetricNames.KIND, counted.name())
                        .count())
                .isEqualTo(2);
        assertThat(meters.counter(MetricNames.JOBS_ENQUEUED, MetricNames.KIND, other.name())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void manyJobsAreAddedTogether() {
        List<NewJob> jobs = IntStream.range(0, 12_000)
                .mapToObj(n -> NewJob.of(KIND, Map.of("n", n)))
                .toList();
        assertThat(committed(() -> queue.enqueueAll(jobs))).hasSize(12_000).doesNotHaveDuplicates();
        assertThat(committed(() -> jdbc.sql("select count(distinct payload) from queue.jobs")
                        .query(Long.class)
                        .single()))
                .isEqualTo(12_000);
    }

    @Test
    void aProducerNeitherSeesOthersJobsNorChangesItsOwn() {
        UUID id = committed(() -> queue.enqueue(NewJob.of(KIND, Map.of()))).orElseThrow();
        Supplier<Long> count = () -> jdbc.sql("select count(*) from queue.jobs where id = ?")
                .param(id)
                .query(Long.class)
                .single();
        assertThat(committed(count)).isEqualTo(1);
        assertThat(TenantScope.<Long, RuntimeException>call(
                        new TenantId(UUID.randomUUID()), () -> transaction.execute(status -> count.get())))
                .isZero();
        assertThatThrownBy(() -> committed(() -> jdbc.sql("update queue.jobs set payload = '{}' where id = ?")
                        .param(id)
                        .update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void aPayloadOverTheLimitIsRefusedWithItsTransaction() {
        assertThatThrownBy(() -> committed(() -> queue.enqueue(NewJob.of(KIND, Map.of("big", "x".repeat(300_000))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 262144");
    }

    @Test
    void aGroupIsStoppedWithTheTransactionThatStopsIt() {
        UUID campaign = UUID.randomUUID();
        assertThat(committed(() -> queue.enqueue(NewJob.of(KIND, Map.of()).group(campaign))))
                .isPresent();
        rolledBack(() -> {
            groups.cancel(campaign);
            return true;
        });
        assertThat(stop(campaign)).isEmpty();
        committed(() -> {
            groups.pause(campaign);
            return true;
        });
        assertThat(stop(campaign)).contains("paused");
        committed(() -> {
            groups.cancel(campaign);
            groups.resume(campaign);
            return true;
        });
        assertThat(stop(campaign)).as("cancelled is for good").contains("cancelled");
        assertThatThrownBy(() -> TenantScope.run(tenant, () -> groups.pause(campaign)))
                .isInstanceOf(IllegalStateException.class);
    }

    private Optional<String> stop(UUID group) {
        return everything
                .sql("select stop from queue.group_stops where tenant_id = ? and group_id = ?")
                .params(tenant.value(), group)
                .query(String.class)
                .optional();
    }

    @Test
    void withoutATransactionNothingIsAdded() {
        assertThatThrownBy(() -> TenantScope.run(tenant, () -> queue.enqueue(NewJob.of(KIND, Map.of()))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void theQueuerIsWokenAfterTheCommitAndNotBefore() throws InterruptedException {
        var woken = new LinkedBlockingQueue<String>();
        try (var listening = redis.listen(WakeUps.ENQUEUED_CHANNEL, woken::add)) {
            committed(() -> {
                queue.enqueue(NewJob.of(new JobKind("test.echo", "woken-up", ServiceName.CAMPAIGN), Map.of()));
                assertThat(woken).doesNotContain("woken-up");
                return true;
            });
            String queueName = woken.poll(10, TimeUnit.SECONDS);
            while (queueName != null && !queueName.equals("woken-up")) {
                queueName = woken.poll(10, TimeUnit.SECONDS);
            }
            assertThat(queueName).isEqualTo("woken-up");
        }
    }

    private <T> T rolledBack(Supplier<T> work) {
        return TenantScope.<T, RuntimeException>call(
                tenant,
                () -> java.util.Objects.requireNonNull(transaction.execute(status -> {
                    status.setRollbackOnly();
                    return work.get();
                })));
    }

    private <T> T committed(Supplier<T> work) {
        return TenantScope.<T, RuntimeException>call(
                tenant, () -> java.util.Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
