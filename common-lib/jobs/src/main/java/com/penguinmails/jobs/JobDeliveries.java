package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.ServiceClients;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the handler of each delivery, opens its tenant's scope, or that of no tenant for the platform's own jobs, and turns whatever happens into a report. */
final class JobDeliveries {

    private static final Logger log = LoggerFactory.getLogger(JobDeliveries.class);

    /** Something this service needs is away: that is no failure of the job, so it spends no attempt. */
    private static final Duration WHEN_UNAVAILABLE = Duration.ofSeconds(5);

    private final Map<String, BatchJobHandler> handlers = new HashMap<>();
    private final DeliverySpans spans;
    private final Clock clock;

    JobDeliveries(List<JobHandler> single, List<BatchJobHandler> batch, DeliverySpans spans, Clock clock) {
        this.spans = spans;
        this.clock = clock;
        single.forEach(handler -> add(new OneByOne(handler)));
        batch.forEach(this::add);
    }

    private void add(BatchJobHandler handler) {
        if (handlers.put(handler.kind(), handler) != null) {
            throw new IllegalStateException("two handlers for jobs of kind " + handler.kind());
        }
    }

    List<JobReport> handle(String kind, List<JobDelivery> deliveries) {
        BatchJobHandler handler = handlers.get(kind);
        if (handler == null) {
            return deliveries.stream()
                    .map(delivery -> JobReports.discard(delivery, "no handler for jobs of kind " + kind))
                    .toList();
        }
        var reports = new ArrayList<JobReport>(deliveries.size());
        spans.within(
                kind,
                deliveries,
                () -> byTenant(deliveries).forEach((tenant, own) -> reports.addAll(handle(handler, tenant, own))));
        return reports;
    }

    private List<JobReport> handle(BatchJobHandler handler, UUID tenant, List<JobDelivery> deliveries) {
        return PlatformTenant.is(tenant)
                ? TenantScope.platform("a job of the platform", () -> handle(handler, deliveries))
                : TenantScope.call(new TenantId(tenant), () -> handle(handler, deliveries));
    }

    private List<JobReport> handle(BatchJobHandler handler, List<JobDelivery> deliveries) {
        if (handler instanceof OneByOne one) {
            return deliveries.stream()
                    .map(delivery -> guarded(List.of(delivery), () -> one.handle(List.of(delivery)))
                            .getFirst())
                    .toList();
        }
        try {
            return handler.handle(deliveries);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            if (deliveries.size() == 1 || isAway(failure)) {
                return afterFailure(deliveries, failure);
            }
            // One of them may be to blame for what befell all: each is brought once more alone, and charged for itself.
            log.warn(
                    "{} jobs of kind {} failed together; each is tried alone",
                    deliveries.size(),
                    handler.kind(),
                    failure);
            return deliveries.stream()
                    .flatMap(delivery -> guarded(List.of(delivery), () -> handler.handle(List.of(delivery))).stream())
                    .toList();
        }
    }

    private List<JobReport> guarded(List<JobDelivery> deliveries, Supplier<List<JobReport>> work) {
        try {
            return work.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            return afterFailure(deliveries, failure);
        }
    }

    private List<JobReport> afterFailure(List<JobDelivery> deliveries, Throwable failure) {
        if (failure instanceof MalformedPayload malformed) {
            return all(deliveries, delivery -> JobReports.discard(delivery, String.valueOf(malformed.getMessage())));
        }
        if (failure instanceof Refusal refusal) {
            String reason = refusal.code() + ": " + refusal.publicDetail();
            Instant later = clock.instant().plus(refusal.retryAfter().orElse(WHEN_UNAVAILABLE));
            return isAway(refusal)
                    ? all(deliveries, delivery -> JobReports.snooze(delivery, later, reason))
                    : all(deliveries, delivery -> JobReports.retry(delivery, reason));
        }
        // The two errors are about this job's data as often as about this process; either way its neighbours are not
        // at fault.
        JobDelivery first = deliveries.getFirst();
        log.error("a job of kind {} failed: {} and {} more", first.kind(), first.id(), deliveries.size() - 1, failure);
        return all(
                deliveries,
                delivery -> JobReports.retry(delivery, failure.getClass().getSimpleName()));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof Refusal refusal && ServiceClients.isAway(refusal);
    }

    private static List<JobReport> all(
            List<JobDelivery> deliveries, java.util.function.Function<JobDelivery, JobReport> report) {
        return deliveries.stream().map(report).toList();
    }

    private static Map<UUID, List<JobDelivery>> byTenant(List<JobDelivery> deliveries) {
        var byTenant = new LinkedHashMap<UUID, List<JobDelivery>>();
        deliveries.forEach(delivery -> byTenant.computeIfAbsent(delivery.tenantId(), tenant -> new ArrayList<>())
                .add(delivery));
        return byTenant;
    }

    /** Lets a handler of single jobs stand where batches are handled. */
    private record OneByOne(JobHandler handler) implements BatchJobHandler {

        @Override
        public String kind() {
            return handler.kind();
        }

        @Override
        public List<JobReport> handle(List<JobDelivery> deliveries) {
            return deliveries.stream().map(handler::handle).toList();
        }
    }
}
