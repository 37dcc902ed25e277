package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.observability.MetricNames;
import com.penguinmails.queuer.QueuerProperties;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.Settlement;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** One turn of dispatch for a queue: look how much room the lists have, lease that many due jobs, commit, push. */
@Component
public class Dispatcher {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration WHEN_BUSY = Duration.ofMillis(100);
    private static final Duration WHEN_IDLE = Duration.ofSeconds(1);

    /** A list is filled up again when a quarter of it is free: topping it up job by job would cost a transaction each. */
    private static final int REFILL_SHARE = 4;

    /**
     * A queuer that was stopped for longer than this between lease and push must not push: the audit may have taken the jobs back.
     * The audit waits longer than this.
     */
    private static final long TOO_LATE_NANOS = Duration.ofSeconds(3).toNanos();

    private final Claims claims;
    private final Settlement settlement;
    private final QueuerProperties properties;
    private final MeterRegistry meters;

    Dispatcher(Claims claims, Settlement settlement, QueuerProperties properties, MeterRegistry meters) {
        this.claims = claims;
        this.settlement = settlement;
        this.properties = properties;
        this.meters = meters;
    }

    /** Returns how long the next turn may wait. */
    public Duration turn(DispatchSide redis, QueueEpoch epochs) {
        String epoch = epochs.current();
        Map<Band, Long> depths = redis.depths();
        int claimed = 0;
        boolean full = false;
        boolean more = false;
        for (Band band : Band.values()) {
            int room = properties.maxDepth() - depths.getOrDefault(band, 0L).intValue();
            if (room < Math.max(1, properties.maxDepth() / REFILL_SHARE)) {
                full = true;
                continue;
            }
            int wanted = Math.min(properties.claimBatch(), room);
            int got = claimAndPush(redis, epochs, epoch, band, wanted);
            claimed += got;
            more |= got == wanted;
        }
        if (more) {
            return AT_ONCE;
        }
        return full || claimed > 0 ? WHEN_BUSY : WHEN_IDLE;
    }

    private int claimAndPush(DispatchSide redis, QueueEpoch epochs, String epoch, Band band, int room) {
        long started = System.nanoTime();
        List<Claimed> claimed = claims.claim(redis.queue(), band, room);
        if (claimed.isEmpty()) {
            return 0;
        }
        Map<Band, List<Entry>> byList = new EnumMap<>(Band.class);
        claimed.forEach(job -> byList.computeIfAbsent(job.entry().band(), list -> new ArrayList<>())
                .add(job.entry()));
        byList.forEach((list, entries) -> {
            int pushed = System.nanoTime() - started > TOO_LATE_NANOS
                    ? 0
                    : redis.push(epoch, list, properties.maxDepth(), entries);
            if (pushed < entries.size()) {
                epochs.doubt();
                List<Lease> unpushed = entries.subList(pushed, entries.size()).stream()
                        .map(Entry::lease)
                        .toList();
                settlement.release(unpushed, "");
            }
        });
        count(redis.queue(), claimed);
        return claimed.size();
    }

    private void count(String queue, List<Claimed> claimed) {
        meters.counter("penguinmails.queue.claimed", "queue", queue).increment(claimed.size());
        claimed.forEach(job -> meters.timer(
                        MetricNames.JOB_LATENCY, MetricNames.KIND, job.entry().kind())
                .record(job.waited()));
    }
}
