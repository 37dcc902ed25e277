package com.penguinmails.worker.handling;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.ServiceClients;
import com.penguinmails.tenancy.TenantScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings entries to the service that owns their kind. */
final class RemoteHandler implements LocalHandler {

    private final String kind;
    private final JobHandling service;
    private final Soon soon;

    RemoteHandler(String kind, JobHandling service, Soon soon) {
        this.kind = kind;
        this.service = service;
        this.soon = soon;
    }

    @Override
    public String kind() {
        return kind;
    }

    /** What is delivered may come twice at any time, so services are made for it. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public void handle(Work work) {
        Map<UUID, JobReport> reports;
        try {
            reports = deliver(work.entries());
        } catch (Refusal refusal) {
            String reason = refusal.code() + ": " + refusal.publicDetail();
            // A service that is away is no failure of the job; one that breaks whenever the job comes may be.
            if (!ServiceClients.isAway(refusal)) {
                throw new DeliveryFailed(reason, refusal);
            }
            work.entries().forEach(entry -> work.report(entry, soon.again(reason)));
            return;
        }
        for (Entry entry : work.entries()) {
            work.report(entry, ending(reports.get(entry.lease().job())));
        }
    }

    private Map<UUID, JobReport> deliver(List<Entry> entries) {
        List<JobDelivery> deliveries =
                entries.stream().map(RemoteHandler::delivery).toList();
        @Nullable
        List<JobReport> answer = TenantScope.platform(
                "deliveries belong to several tenants; the handler opens the scope of each",
                () -> service.handle(kind, deliveries));
        var reports = new HashMap<UUID, JobReport>();
        // An answer without a body is null, whatever the contract says.
        (answer == null ? List.<JobReport>of() : answer)
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
}
