package com.penguinmails.benchmarks.ours;

import com.penguinmails.benchmarks.system.NoOpJob;
import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds jobs as any service does: the library's {@link JobQueue} in a transaction of a tenant. */
final class Producer implements AutoCloseable {

    static final int TENANTS = 20;

    /** At once, each with a connection of its own. */
    private static final int THREADS = 2;

    private static final int MOST = 5_000;

    private final ConfigurableApplicationContext context;
    private final JobQueue queue;
    private final TransactionTemplate transaction;
    private final List<TenantId> tenants;

    private Producer(ConfigurableApplicationContext context) {
        this.context = context;
        this.queue = context.getBean(JobQueue.class);
        this.transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        this.tenants = IntStream.range(0, TENANTS)
                .mapToObj(n -> new TenantId(UUID.fromString("01900000-0000-7000-8000-%012d".formatted(n))))
                .toList();
    }

    /** @param settings the environment variables of a service with its own schema */
    static Producer start(Map<String, Object> settings) {
        return new Producer(new SpringApplicationBuilder(Empty.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=bench-producer")
                .properties(settings)
                .run());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Empty {}

    /** Adds about as many jobs to every tenant as to every other, in transactions of at most {@value #MOST}. */
    void addAll(int jobs, @Nullable Instant runAt) throws InterruptedException {
        int size = Math.clamp((jobs + TENANTS - 1) / TENANTS, 1, MOST);
        List<Callable<Void>> batches = new ArrayList<>();
        for (int from = 0; from < jobs; from += size) {
            int first = from;
            int last = Math.min(jobs, from + size);
            TenantId tenant = tenants.get(from / size % TENANTS);
            batches.add(() -> {
                List<NewJob> batch = IntStream.range(first, last)
                        .mapToObj(n -> job(n, runAt))
                        .toList();
                add(tenant, batch);
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var added : threads.invokeAll(batches)) {
                added.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException("jobs could not be added", failure.getCause());
        }
    }

    void addOne(long n) {
        add(tenants.get(Math.floorMod(n, TENANTS)), List.of(job(n, null)));
    }

    private static NewJob job(long n, @Nullable Instant runAt) {
        NewJob job = NewJob.of(Jobs.KIND, NoOpJob.of(n));
        return runAt == null ? job : job.runAt(runAt);
    }

    private void add(TenantId tenant, List<NewJob> jobs) {
        TenantScope.run(tenant, () -> transaction.executeWithoutResult(status -> queue.enqueueAll(jobs)));
    }

    @Override
    public void close() {
        context.close();
    }
}
