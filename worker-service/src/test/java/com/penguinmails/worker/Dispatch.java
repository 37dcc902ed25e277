package com.penguinmails.worker;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.kernel.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** The queuer's part, played by the test: hands out jobs and collects results. */
public final class Dispatch {

    private final DispatchSide redis;
    private final Map<UUID, List<Result>> results = new ConcurrentHashMap<>();

    public Dispatch(QueueConnections connections, String queue) {
        this.redis = connections.dispatch(queue);
    }

    public DispatchSide redis() {
        return redis;
    }

    public Lease push(TenantId tenant, String kind, String handler, String payload) {
        return push(List.of(entry(tenant, UUID.randomUUID(), kind, handler, payload)))
                .getFirst();
    }

    public List<Lease> push(List<Entry> entries) {
        int taken = redis.push(redis.openEpoch(UUID.randomUUID()), Long.MAX_VALUE, Band.NORMAL, 100_000, entries);
        if (taken != entries.size()) {
            throw new IllegalStateException("Redis took " + taken);
        }
        return entries.stream().map(Entry::lease).toList();
    }

    public static Entry entry(TenantId tenant, UUID job, String kind, String handler, String payload) {
        return new Entry(
                Band.NORMAL,
                new Lease(tenant, job, UUID.randomUUID()),
                null,
                1,
                // Of mail servers that the tests script, some take long.
                handler.equals("worker") ? Duration.ofMinutes(1) : Duration.ofSeconds(2),
                kind,
                handler,
                "",
                payload);
    }

    /** The same with a minute for its handler. */
    public static Entry patient(Entry entry) {
        return new Entry(
                entry.band(),
                entry.lease(),
                entry.group(),
                entry.attempt(),
                Duration.ofMinutes(1),
                entry.kind(),
                entry.handler(),
                entry.traceparent(),
                entry.payload());
    }

    /** The same from a producer with a trace. */
    public static Entry traced(Entry entry, String traceparent) {
        return new Entry(
                entry.band(),
                entry.lease(),
                entry.group(),
                entry.attempt(),
                entry.timeout(),
                entry.kind(),
                entry.handler(),
                traceparent,
                entry.payload());
    }

    /** The first result of the lease, as soon as Redis has it. */
    public Result await(Lease lease) {
        if (resultsOf(lease).isEmpty()) {
            waitFor(lease);
        }
        return results.getOrDefault(lease.job(), List.of()).getFirst();
    }

    private void waitFor(Lease lease) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    collect();
                    return results.containsKey(lease.job());
                });
    }

    /** How many results there are in all. */
    public int collect() {
        var acks = redis.readAcks(5_000);
        acks.results()
                .forEach(result -> results.computeIfAbsent(result.lease().job(), job -> new ArrayList<>())
                        .add(result));
        redis.trim(acks);
        return results.values().stream().mapToInt(List::size).sum();
    }

    public List<Result> resultsOf(Lease lease) {
        collect();
        return results.getOrDefault(lease.job(), List.of());
    }
}
