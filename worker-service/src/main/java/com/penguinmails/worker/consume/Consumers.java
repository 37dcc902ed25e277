package com.penguinmails.worker.consume;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.WakeUps;
import com.penguinmails.worker.handling.Handling;
import com.penguinmails.worker.identity.WorkerIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Consumes every queue there is; a queue shows up in Redis with its first job. */
@Component
class Consumers implements SmartLifecycle {

    private static final Duration LOOK_FOR_QUEUES = Duration.ofSeconds(1);

    private final QueueConnections redis;
    private final Handling handling;
    private final ConsumeProperties properties;
    private final WorkerIdentity identity;
    private final List<Gate> gates;
    private final Clock clock;
    private final Map<String, QueueConsumer> queues = new ConcurrentHashMap<>();
    private @Nullable Loop looking;
    private @Nullable WakeUps listening;

    Consumers(
            QueueConnections redis,
            Handling handling,
            ConsumeProperties properties,
            WorkerIdentity identity,
            List<Gate> gates,
            Clock clock) {
        this.redis = redis;
        this.handling = handling;
        this.properties = properties;
        this.identity = identity;
        this.gates = gates;
        this.clock = clock;
    }

    @Override
    public void start() {
        looking = Loop.start("queues", () -> {
            if (listening == null) {
                listening = redis.listen(WakeUps.PUSHED_CHANNEL, this::wake);
            }
            redis.queues().forEach(this::consume);
            return LOOK_FOR_QUEUES;
        });
    }

    /** Whether every queue has a fresh heartbeat. */
    boolean areFresh() {
        return queues.values().stream().allMatch(QueueConsumer::isFresh);
    }

    private void consume(String queue) {
        queues.computeIfAbsent(
                queue,
                name -> new QueueConsumer(
                        redis.work(name, identity.consumer()),
                        handling,
                        properties,
                        clock,
                        identity.consumer().toString(),
                        () -> gates.stream()
                                .filter(gate -> gate.queue().equals(name))
                                .allMatch(Gate::isOpen)));
    }

    private void wake(String queue) {
        QueueConsumer known = queues.get(queue);
        if (known != null) {
            known.wake();
        } else {
            var loop = looking;
            if (loop != null) {
                loop.wake();
            }
        }
    }

    @Override
    public void stop() {
        if (looking != null) {
            looking.close();
            looking = null;
        }
        if (listening != null) {
            listening.close();
            listening = null;
        }
        // All at once: they share the time that the platform gives a process to end.
        try (var draining = Executors.newVirtualThreadPerTaskExecutor()) {
            queues.values().forEach(queue -> draining.execute(queue::drain));
        }
        queues.clear();
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
