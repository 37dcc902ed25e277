package com.penguinmails.queuer.operate.explain;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Whereabouts;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.QueuerProperties;
import com.penguinmails.queuer.operate.listing.JobRecords;
import com.penguinmails.queuer.operate.listing.JobView;
import com.penguinmails.queuer.pace.Rates;
import com.penguinmails.queuer.settle.Crashes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says why a job has not run. */
@Component
class Explanations {

    private static final Logger log = LoggerFactory.getLogger(Explanations.class);
    private static final Duration ALIVE = Duration.ofSeconds(12);

    private final JobRecords records;
    private final Standing standing;
    private final Rates rates;
    private final QueueConnections redis;
    private final QueuerProperties properties;

    Explanations(
            JobRecords records, Standing standing, Rates rates, QueueConnections redis, QueuerProperties properties) {
        this.records = records;
        this.standing = standing;
        this.rates = rates;
        this.redis = redis;
        this.properties = properties;
    }

    @Transactional(readOnly = true)
    public Explanation explain(UUID id, @Nullable UUID tenant, boolean mayRead) {
        JobView job = records.view(id, tenant, mayRead);
        List<Reason> reasons = reasons(job);
        return new Explanation(
                job.id(),
                job.tenantId(),
                job.queue(),
                job.kind(),
                job.status(),
                runsAt(reasons),
                reasons.stream().map(Explanation.ReasonView::of).toList());
    }

    private List<Reason> reasons(JobView job) {
        if (job.isFinished()) {
            return List.of(new Reason.Finished(
                    job.status(),
                    job.attempt(),
                    job.maxAttempts(),
                    Objects.requireNonNull(job.finishedAt()),
                    job.lastError()));
        }
        Standing.Pauses pauses = standing.pauses(job);
        return pauses.token() == null ? waiting(job, pauses) : lent(job, pauses, pauses.token());
    }

    private List<Reason> waiting(JobView job, Standing.Pauses pauses) {
        var reasons = new ArrayList<Reason>();
        if (job.deadline() != null && !job.deadline().isAfter(pauses.now())) {
            reasons.add(new Reason.DeadlinePassed(job.deadline()));
        }
        addGroupStop(reasons, pauses);
        if (pauses.queuePausedAt() != null) {
            reasons.add(new Reason.QueuePaused(job.queue(), pauses.queuePausedAt()));
        }
        if (pauses.tenantPausedAt() != null) {
            reasons.add(new Reason.TenantPaused(pauses.tenantPausedAt()));
        }
        boolean later = job.runAt().isAfter(pauses.now());
        if (later) {
            reasons.add(whyLater(job));
        }
        if (job.crashes() > 0 && reasons.stream().noneMatch(Reason.Crashed.class::isInstance)) {
            reasons.add(new Reason.Crashed(job.crashes(), Crashes.MOST, null));
        }
        addRedis(reasons, job);
        if (!later && !job.held()) {
            reasons.add(behind(job, pauses));
        }
        return reasons;
    }

    private static Reason whyLater(JobView job) {
        if (job.attempt() > 0) {
            return new Reason.WaitsForRetry(job.attempt(), job.maxAttempts(), job.lastError(), job.runAt());
        }
        if (job.crashes() > 0) {
            return new Reason.Crashed(job.crashes(), Crashes.MOST, job.runAt());
        }
        return job.lastError() == null
                ? new Reason.Scheduled(job.runAt())
                : new Reason.PutOff(job.lastError(), job.runAt());
    }

    private static void addGroupStop(List<Reason> reasons, Standing.Pauses pauses) {
        if (pauses.groupStop() == null) {
            return;
        }
        Instant since = Objects.requireNonNull(pauses.groupStoppedAt());
        switch (pauses.groupStop()) {
            case "paused" -> reasons.add(new Reason.GroupPaused(since));
            case "cancelled" -> reasons.add(new Reason.GroupCancelled(since));
            default -> {
                if (pauses.heldAt() != null) {
                    reasons.add(new Reason.GroupResuming(since));
                }
            }
        }
    }

    private void addRedis(List<Reason> reasons, JobView job) {
        try {
            long depth = redis.dispatch(job.queue()).depths().getOrDefault(job.band(), 0L);
            if (depth > properties.maxDepth() - Math.max(1, properties.maxDepth() / 4)) {
                reasons.add(new Reason.ListFull(job.band(), depth, properties.maxDepth()));
            }
            addWorkers(reasons, job.queue());
        } catch (RuntimeException away) {
            log.debug("Redis does not answer: {}", away.toString());
            reasons.add(new Reason.RedisAway());
        }
    }

    private void addWorkers(List<Reason> reasons, String queue) {
        Map<String, Duration> workers = redis.operator(queue).workers();
        if (workers.values().stream().noneMatch(silent -> silent.compareTo(ALIVE) <= 0)) {
            reasons.add(new Reason.NoWorker(queue, workers.size()));
        }
    }

    private Reason behind(JobView job, Standing.Pauses pauses) {
        Standing.Round round = standing.round(job);
        double perSecond = rates.of(job.queue()).perSecondLastFiveMinutes();
        // In each turn everybody else is given as many as they weigh; the job is in turn number (own / weight), from
        // zero.
        long turns = round.own() / pauses.weight();
        long before = round.own() + turns * Math.max(0, round.weights() - pauses.weight());
        Instant estimate =
                perSecond > 0 ? pauses.now().plus(Duration.ofMillis((long) (before / perSecond * 1_000))) : null;
        return new Reason.Behind(
                job.band(),
                round.own(),
                round.own() == Standing.COUNTED,
                Math.max(1, round.tenants()),
                pauses.weight(),
                perSecond,
                estimate);
    }

    private List<Reason> lent(JobView job, Standing.Pauses pauses, UUID token) {
        var reasons = new ArrayList<Reason>();
        if (job.cancelAskedAt() != null) {
            reasons.add(new Reason.CancelAsked(job.cancelAskedAt()));
        }
        addGroupStop(reasons, pauses);
        Instant leasedAt = Objects.requireNonNull(pauses.leasedAt());
        try {
            var lease = new Lease(new TenantId(job.tenantId()), job.id(), token);
            Whereabouts place = redis.operator(job.queue()).find(lease);
            reasons.add(
                    switch (place) {
                        case Whereabouts.InList list -> inList(job, list, leasedAt, pauses.now());
                        case Whereabouts.InAloneList list ->
                            new Reason.RunsAlone(list.before(), list.length(), leasedAt);
                        case Whereabouts.InHands hands ->
                            new Reason.InHands(
                                    hands.consumer(),
                                    hands.since(),
                                    hands.silent(),
                                    hands.since().plusSeconds(job.timeoutSeconds()));
                        case Whereabouts.Acknowledged acknowledged -> new Reason.ToBeWrittenBack();
                        case Whereabouts.Nowhere nowhere -> new Reason.OnItsWay(leasedAt);
                    });
            if (place instanceof Whereabouts.InList || place instanceof Whereabouts.InAloneList) {
                addWorkers(reasons, job.queue());
            }
        } catch (RuntimeException away) {
            log.debug("Redis does not answer: {}", away.toString());
            reasons.add(new Reason.RedisAway());
        }
        if (job.crashes() > 0) {
            reasons.add(new Reason.Crashed(job.crashes(), Crashes.MOST, null));
        }
        return reasons;
    }

    private Reason inList(JobView job, Whereabouts.InList list, Instant leasedAt, Instant now) {
        double perSecond = rates.of(job.queue()).perSecondLastFiveMinutes();
        Instant estimate =
                perSecond > 0 ? now.plus(Duration.ofMillis((long) (list.before() / perSecond * 1_000))) : null;
        return new Reason.InList(list.band(), list.before(), list.length(), leasedAt, estimate);
    }

    /** The latest of the times at which something ends; nothing when something does not end by itself, or it runs already. */
    private static @Nullable Instant runsAt(List<Reason> reasons) {
        Instant latest = null;
        for (Reason reason : reasons) {
            if (reason.isOpenEnded() || reason instanceof Reason.InHands) {
                return null;
            }
            Instant until = reason.until();
            if (until != null && (latest == null || until.isAfter(latest))) {
                latest = until;
            }
        }
        return latest;
    }
}
