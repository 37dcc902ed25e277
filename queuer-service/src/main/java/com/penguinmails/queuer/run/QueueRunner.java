package com.penguinmails.queuer.run;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.WakeUps;
import com.penguinmails.kernel.Ids;
import com.penguinmails.queuer.audit.Audits;
import com.penguinmails.queuer.claim.Dispatchers;
import com.penguinmails.queuer.control.GroupStops;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.partition.PartitionUpkeep;
import com.penguinmails.queuer.settle.WriteBack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts the loops of every queue that has jobs, and stops them all in an orderly way. */
@Component
class QueueRunner implements SmartLifecycle {

    private static final Duration LOOK_FOR_QUEUES = Duration.ofSeconds(1);
    private static final Duration STOPS = Duration.ofSeconds(1);
    private static final Duration UPKEEP = Duration.ofMinutes(30);

    private final QueueConnections redis;
    private final QueueNames names;
    private final Dispatchers dispatchers;
    private final WriteBack writeBack;
    private final Audits audits;
    private final GroupStops stops;
    private final PartitionUpkeep partitions;
    private final Ids ids;
    private final Map<String, QueueLoops> queues = new ConcurrentHashMap<>();
    private List<Loop> ownLoops = List.of();
    private List<WakeUps> listening = List.of();

    QueueRunner(
            QueueConnections redis,
            QueueNames names,
            Dispatchers dispatchers,
            WriteBack writeBack,
            Audits audits,
            GroupStops stops,
            PartitionUpkeep partitions,
            Ids ids) {
        this.redis = redis;
        this.names = names;
        this.dispatchers = dispatchers;
        this.writeBack = writeBack;
        this.audits = audits;
        this.stops = stops;
        this.partitions = partitions;
        this.ids = ids;
    }

    @Override
    public void start() {
        // Once before anything else: a queuer that was away for long must not meet a day without a partition.
        partitions.makeAhead();
        ownLoops = List.of(
                Loop.start("queues", () -> {
                    names.unfinished().forEach(this::run);
                    return LOOK_FOR_QUEUES;
                }),
                Loop.start("wake-ups", () -> {
                    listen();
                    return LOOK_FOR_QUEUES;
                }),
                Loop.start("stops", () -> {
                    stops.settle();
                    return STOPS;
                }),
                Loop.start("partitions", () -> {
                    partitions.makeAhead();
                    partitions.dropOld();
                    return UPKEEP;
                }));
    }

    private void run(String queue) {
        queues.computeIfAbsent(queue, name -> {
            DispatchSide dispatch = redis.dispatch(name);
            var epochs = new QueueEpoch(dispatch, ids);
            return new QueueLoops(
                    Loop.start("dispatch " + name, dispatchers.of(dispatch, epochs)),
                    Loop.start("write-back " + name, () -> writeBack.turn(dispatch)),
                    Loop.start("audit " + name, audits.of(dispatch, epochs)),
                    Loop.start("stops " + name, () -> {
                        stops.tell(dispatch, epochs);
                        return STOPS;
                    }));
        });
    }

    /** Repeated until Redis is there; from then on the client keeps the subscriptions alive by itself. */
    private void listen() {
        if (listening.isEmpty()) {
            WakeUps enqueued = redis.listen(WakeUps.ENQUEUED_CHANNEL, this::enqueued);
            WakeUps acked = redis.listen(WakeUps.ACKED_CHANNEL, queue -> wake(queues.get(queue), false));
            listening = List.of(enqueued, acked);
        }
    }

    private void enqueued(String queue) {
        if (queue.equals(WakeUps.EVERY_QUEUE)) {
            ownLoops.forEach(Loop::wake);
            queues.values().forEach(loops -> loops.stops().wake());
            return;
        }
        QueueLoops known = queues.get(queue);
        if (known == null) {
            ownLoops.getFirst().wake();
        } else {
            wake(known, true);
        }
    }

    private static void wake(@Nullable QueueLoops loops, boolean dispatch) {
        if (loops != null) {
            (dispatch ? loops.dispatch() : loops.writeBack()).wake();
        }
    }

    @Override
    public void stop() {
        listening.forEach(WakeUps::close);
        ownLoops.forEach(Loop::close);
        queues.values().forEach(QueueLoops::close);
        queues.clear();
        ownLoops = List.of();
        listening = List.of();
    }

    @Override
    public boolean isRunning() {
        return !ownLoops.isEmpty();
    }
}
