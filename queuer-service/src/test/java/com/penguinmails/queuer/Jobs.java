package com.penguinmails.queuer;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestRedis;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds jobs as a service would, and looks at them behind the curtain. */
@TestComponent
public class Jobs {

    private final JobQueue queue;
    private final TransactionTemplate transaction;
    private final JdbcClient everything;
    private final SmartLifecycle queueRunner;

    Jobs(JobQueue queue, PlatformTransactionManager transactions, TestDatabase database, SmartLifecycle queueRunner) {
        this.queue = queue;
        this.transaction = new TransactionTemplate(transactions);
        this.everything = JdbcClient.create(database.superuser());
        this.queueRunner = queueRunner;
    }

    public static TenantId tenant() {
        return new TenantId(UUID.randomUUID());
    }

    /** A queue that no other test uses. */
    public static String freshQueue() {
        return "q-" + UUID.randomUUID();
    }

    /** With the loops standing still a test can take their turns itself. */
    public void stopLoops() {
        if (queueRunner.isRunning()) {
            queueRunner.stop();
        }
    }

    public void startLoops() {
        if (!queueRunner.isRunning()) {
            queueRunner.start();
        }
    }

    public List<UUID> add(TenantId tenant, String queueName, int count, UnaryOperator<NewJob> more) {
        return add(tenant, new JobKind("test.noop", queueName, ServiceName.WORKER), count, more);
    }

    private List<UUID> add(TenantId tenant, JobKind kind, int count, UnaryOperator<NewJob> more) {
        List<NewJob> jobs = IntStream.range(0, count)
                .mapToObj(n -> more.apply(NewJob.of(kind, Map.of("n", n))))
                .toList();
        return TenantScope.<List<UUID>, RuntimeException>call(
                tenant, () -> Objects.requireNonNull(transaction.execute(status -> queue.enqueueAll(jobs))));
    }

    /** Of a kind that is lent out {@code together} at a time. */
    public List<UUID> addTogether(
            TenantId tenant, String queueName, int count, int together, UnaryOperator<NewJob> more) {
        var kind = new JobKind("test.quick", queueName, ServiceName.WORKER, JobPolicy.USUAL.together(together));
        return add(tenant, kind, count, more);
    }

    public List<UUID> add(TenantId tenant, String queueName, int count) {
        return add(tenant, queueName, count, UnaryOperator.identity());
    }

    /** How many jobs of the queue have the status. */
    public long count(String queueName, String status) {
        return everything
                .sql("select count(*) from queue.job_states where queue = ? and status = ?")
                .params(queueName, status)
                .query(Long.class)
                .single();
    }

    /** Columns of a job, as text, parted by bars. */
    public String show(UUID job, String columns) {
        return everything
                .sql("select concat_ws('|', " + columns + ") from queue.job_states where id = ?")
                .param(job)
                .query(String.class)
                .single();
    }

    public String attempts(UUID job) {
        return everything
                .sql(
                        "select coalesce(string_agg(attempt || ' ' || outcome, ', ' order by finished_at), '') from queue.job_attempts where job_id = ?")
                .param(job)
                .query(String.class)
                .single();
    }

    /** Makes waiting jobs due, {@code ago} before now. */
    public void makeDue(String queueName, Duration ago) {
        everything
                .sql("update queue.job_ready set run_at = now() - ? * interval '1 millisecond' where queue = ?")
                .params(ago.toMillis(), queueName)
                .update();
    }

    /** What FLUSHALL does, to one queue. */
    public void forget(String queueName) {
        RedisClient client = RedisClient.create(TestRedis.sharedUrl());
        try (var connection = client.connect()) {
            var keys = connection.sync().keys("queue:{" + queueName + "}*");
            connection.sync().del(keys.toArray(String[]::new));
        } finally {
            client.shutdown();
        }
    }

    public void sql(String sql) {
        everything.sql(sql).update();
    }

    public List<String> list(String sql) {
        return everything
                .sql(sql)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }
}
