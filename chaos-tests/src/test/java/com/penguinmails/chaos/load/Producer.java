package com.penguinmails.chaos.load;

import com.penguinmails.chaos.postgres.ChaosPostgres;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.SendJob;
import com.penguinmails.jobs.JobGroups;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that adds jobs, as campaign-service does: the real queue, its own role, a transaction and a tenant. */
public final class Producer {

    private static final int JOB_ATTEMPTS = 100;

    private final JobQueue queue;
    private final JobGroups groups;
    private final TransactionTemplate transaction;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    private Producer(ConfigurableApplicationContext context) {
        this.queue = context.getBean(JobQueue.class);
        this.groups = context.getBean(JobGroups.class);
        this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    /** Starts it; it ends with the JVM. The tables of the queue must be there. */
    public static Producer start(int databasePort, int redisPort) {
        return new Producer(new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "DATABASE_URL=" + ChaosPostgres.jdbcUrl(databasePort),
                        "DATABASE_PASSWORD=" + ChaosPostgres.PASSWORD,
                        "DATABASE_OWNER_PASSWORD=" + ChaosPostgres.PASSWORD,
                        "REDIS_URL=redis://127.0.0.1:" + redisPort)
                .run());
    }

    /** Adds the jobs in one transaction; returns their ids. Throws when they were not added. */
    public List<UUID> enqueue(TenantId tenant, List<NewJob> jobs) {
        return TenantScope.call(
                tenant, () -> Objects.requireNonNull(transaction.execute(status -> queue.enqueueAll(jobs))));
    }

    /** Cancels everything in the group. */
    public void cancel(TenantId tenant, UUID group) {
        TenantScope.run(tenant, () -> transaction.executeWithoutResult(status -> groups.cancel(group)));
    }

    /** Adds the jobs that send these messages; adding one again is harmless while the first is unfinished. */
    public void enqueueMails(TenantId tenant, List<UUID> messages) {
        enqueue(
                tenant,
                messages.stream()
                        .map(message -> NewJob.of(Sending.SEND, new SendJob(message))
                                .uniqueKey(message.toString())
                                .maxAttempts(JOB_ATTEMPTS))
                        .toList());
    }
}
