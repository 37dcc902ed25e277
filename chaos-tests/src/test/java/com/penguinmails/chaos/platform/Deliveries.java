package com.penguinmails.chaos.platform;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** The services that own the {@link Kinds}. */
final class Deliveries {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SLOW_MILLIS = 1_500;

    /** Longer than any worker waits for an answer. */
    private static final long HANG_SECONDS = 120;

    private final Effects effects;
    private final Door door;

    Deliveries(Effects effects, Door door) {
        this.effects = effects;
        this.door = door;
    }

    List<JobReport> handle(String kind, List<JobDelivery> deliveries, String worker) throws InterruptedException {
        if (kind.equals(Kinds.HANGING.name())) {
            var _ = new CountDownLatch(1).await(HANG_SECONDS, TimeUnit.SECONDS);
        }
        var reports = new ArrayList<JobReport>();
        for (JobDelivery delivery : deliveries) {
            reports.add(report(kind, delivery, worker));
        }
        if (kind.equals(Kinds.HELD.name())) {
            door.passBy();
        }
        if (kind.equals(Kinds.SLOW.name())) {
            var _ = new CountDownLatch(1).await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
        }
        return reports;
    }

    private JobReport report(String kind, JobDelivery delivery, String worker) {
        if (kind.equals(Kinds.UNKNOWN.name())) {
            return new JobReport(delivery.id(), Next.DISCARD, null, "no handler for jobs of kind " + kind);
        }
        if (kind.equals(Kinds.THROWING.name())) {
            return new JobReport(delivery.id(), Next.RETRY, null, "IllegalStateException");
        }
        int times = effects.add(
                new Effect(delivery.id(), delivery.tenantId(), kind, delivery.attempt(), worker, System.nanoTime()));
        if (!kind.equals(Kinds.WORK.name()) && !kind.equals(Kinds.QUICK.name())) {
            return done(delivery);
        }
        return switch (JSON.readValue(delivery.payload(), Task.class).plan()) {
            case DONE -> done(delivery);
            case FAIL -> failed(delivery);
            case FAIL_ONCE -> times == 1 ? failed(delivery) : done(delivery);
        };
    }

    private static JobReport done(JobDelivery delivery) {
        return new JobReport(delivery.id(), Next.DONE, null, null);
    }

    private static JobReport failed(JobDelivery delivery) {
        return new JobReport(delivery.id(), Next.RETRY, null, "it was told to fail");
    }
}
