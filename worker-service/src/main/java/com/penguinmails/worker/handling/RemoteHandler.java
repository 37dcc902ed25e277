package com.penguinmails.worker.handling;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Brings entries to the service that owns their kind. */
final class RemoteHandler implements LocalHandler {

    private static final int MIN_PAUSE_MILLIS = 1_000;
    private static final int MAX_PAUSE_MILLIS = 8_000;

    private final String kind;
    private final JobHandling service;
    private final Clock clock;
    private final RandomGenerator random;

    RemoteHandler(String kind, JobHandling service, Clock clock, RandomGenerator random) {
        this.kind = kind;
        this.service = service;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void handle(Work work) {
        Map<UUID, JobReport> reports;
        try {
            reports = deliver(work.entries());
        } catch (Refusal refusal) {
            work.entries().forEach(entry -> work.report(entry, ending(refusal)));
            return;
        }
        for (Entry entry : work.entries()) {
            work.report(entry, ending(reports.get(entry.lease().job())));
        }
    }

    private Map<UUID, JobReport> deliver(List<Entry> entries) {
        List<JobDelivery> deliveries =
                entries.stream().map(RemoteHandler::delivery).toList();
        var reports = new HashMap<UUID, JobReport>();
        TenantScope.platform(
                        "deliveries belong to several tenants; the handler opens the scope of each",
                        () -> service.handle(kind, deliveries))
                .stream()
                // What a handler says of other jobs, or of none, is no report.
                .filter(report -> report != null && report.id() != null)
                .forEach(report -> reports.put(report.id(), report));
        return reports;
    }

    private static JobDelivery delivery(Entry entry) {
        return new JobDelivery(
                entry.lease().job(),
                entry.lease().tenant().value(),
                entry.kind(),
                entry.attempt(),
                entry.payload(),
                entry.traceparent());
    }

    private static Ending ending(@Nullable JobReport report) {
        if (report == null || report.next() == null) {
            return Ending.retry("its handler gave no report");
        }
        Outcome outcome = switch (report.next()) {
            case DONE -> Outcome.DONE;
            case RETRY -> Outcome.RETRY;
            case SNOOZE -> Outcome.SNOOZE;
            case DISCARD -> Outcome.DISCARD;
        };
        return new Ending(
                outcome, report.runAt(), Optional.ofNullable(report.reason()).orElse(""));
    }

    /** A service that is away is no failure of the job: it comes back soon, and not all at once. */
    private Ending ending(Refusal refusal) {
        String reason = refusal.code() + ": " + refusal.publicDetail();
        if (refusal.kind() == Refusal.Kind.UNAVAILABLE || refusal.kind() == Refusal.Kind.TOO_MANY) {
            Duration pause = Duration.ofMillis(random.nextInt(MIN_PAUSE_MILLIS, MAX_PAUSE_MILLIS));
            return Ending.snooze(clock.instant().plus(pause), reason);
        }
        return Ending.retry(reason);
    }
}
