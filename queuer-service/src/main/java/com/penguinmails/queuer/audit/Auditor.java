package com.penguinmails.queuer.audit;

import com.penguinmails.jobs.redis.Census;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.Settlement;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audits one queue. First PostgreSQL is asked what it has lent out for a while, then Redis what it holds: so a lease that is not in
 * Redis then is either settled already, and the fence lets the repair pass by, or lost.
 */
final class Auditor {

    private static final Logger log = LoggerFactory.getLogger(Auditor.class);
    private static final int LOOKS = 3;

    /** Longer than a queuer may take between lease and push. */
    private static final long PUSHED_BY_NOW_MILLIS = 5_000;

    /** After a loss of Redis the workers say what they hold; this long they have for it. */
    private static final long REGISTERED_BY_NOW_MILLIS = 5_000;

    private static final long LEASE_MILLIS = 60_000;

    private final DispatchSide redis;
    private final QueueEpoch epochs;
    private final LentJobs lentJobs;
    private final Settlement settlement;
    private final SilentWorkers silentWorkers;
    private final MeterRegistry meters;
    private final Recovery recovery;

    Auditor(
            DispatchSide redis,
            QueueEpoch epochs,
            LentJobs lentJobs,
            Settlement settlement,
            SilentWorkers silentWorkers,
            MeterRegistry meters) {
        this.redis = redis;
        this.epochs = epochs;
        this.lentJobs = lentJobs;
        this.settlement = settlement;
        this.silentWorkers = silentWorkers;
        this.meters = meters;
        this.recovery = new Recovery(redis.queue(), meters);
    }

    void audit() {
        epochs.current();
        List<Lent> lent = lentJobs.unconfirmedFor(redis.queue(), PUSHED_BY_NOW_MILLIS / 2);
        Optional<Census> taken = census();
        if (taken.isEmpty()) {
            return;
        }
        Census census = taken.get();
        silentWorkers.dead(census).forEach(this::reap);
        confirm(lent, census);
        if (census.epochAgeMillis() >= REGISTERED_BY_NOW_MILLIS) {
            int takenBack = takeBack(lent, census);
            recovery.audited(census.epoch(), census.epochAgeMillis(), takenBack);
        }
    }

    private Optional<Census> census() {
        Optional<Census> census = Optional.empty();
        for (int look = 0; look < LOOKS && census.isEmpty(); look++) {
            census = redis.census();
        }
        return census;
    }

    private void reap(String consumer, long heartbeat) {
        int held = redis.reap(consumer, heartbeat);
        if (held > 0) {
            log.warn("worker {} is silent; took {} jobs of {} from it", consumer, held, redis.queue());
            meters.counter("penguinmails.queue.reaped", "queue", redis.queue()).increment(held);
        }
    }

    private void confirm(List<Lent> lent, Census census) {
        Set<Lease> present = present(census);
        List<Lease> due = lent.stream()
                .filter(job -> isIn(present, job.lease()))
                .filter(job -> job.leaseLeftMillis() < LEASE_MILLIS / 2
                        || (!job.running() && isIn(census.held(), job.lease())))
                .map(Lent::lease)
                .toList();
        lentJobs.confirm(due, census.held());
    }

    private int takeBack(List<Lent> lent, Census census) {
        Set<Lease> present = present(census);
        List<Result> lost = lent.stream()
                .filter(job -> job.leaseLeftMillis() < LEASE_MILLIS - PUSHED_BY_NOW_MILLIS)
                .filter(job -> !isIn(present, job.lease()))
                .map(Auditor::lost)
                .toList();
        int takenBack = settlement.settle(lost);
        if (takenBack > 0) {
            log.warn("took back {} jobs of {} that were lent out and are nowhere in Redis", takenBack, redis.queue());
            meters.counter("penguinmails.queue.taken-back", "queue", redis.queue())
                    .increment(takenBack);
        }
        return takenBack;
    }

    private static Result lost(Lent job) {
        Outcome outcome = job.running() ? Outcome.CRASHED : Outcome.RETURNED;
        return new Result(job.lease(), outcome, null, null, "", "lost with its worker or with Redis");
    }

    /** By itself, or with the block in which it was lent. */
    private static boolean isIn(Set<Lease> leases, Lease lease) {
        return leases.contains(lease) || leases.contains(lease.block());
    }

    private static Set<Lease> present(Census census) {
        var present = new HashSet<>(census.waiting());
        present.addAll(census.held());
        present.addAll(census.acknowledged());
        // Of a block whose jobs were reported one by one nothing else may be left.
        census.acknowledged().forEach(lease -> present.add(lease.block()));
        return present;
    }
}
