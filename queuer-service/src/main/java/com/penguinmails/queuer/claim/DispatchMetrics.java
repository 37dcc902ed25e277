package com.penguinmails.queuer.claim;

import com.penguinmails.observability.MetricNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How many jobs were claimed, and how long they had been due. */
@Component
class DispatchMetrics {

    private final MeterRegistry meters;
    private final Map<String, Timer> latencies = new ConcurrentHashMap<>();

    DispatchMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param nanos how long the claim took, without the push */
    void count(String queue, List<Claimed> claimed, long nanos) {
        if (claimed.isEmpty()) {
            return;
        }
        int jobs = claimed.stream().mapToInt(Claimed::jobs).sum();
        meters.timer("penguinmails.queue.claim.duration", "queue", queue).record(nanos, TimeUnit.NANOSECONDS);
        meters.summary("penguinmails.queue.claim.batch", "queue", queue).record(jobs);
        meters.counter("penguinmails.queue.claimed", "queue", queue).increment(jobs);
        // Looking a meter up by name and tags costs more than all the rest of a claim.
        claimed.forEach(job -> latencies
                .computeIfAbsent(
                        job.entry().kind(), kind -> meters.timer(MetricNames.JOB_LATENCY, MetricNames.KIND, kind))
                .record(job.waited()));
    }
}
