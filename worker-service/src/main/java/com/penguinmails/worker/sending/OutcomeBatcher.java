package com.penguinmails.worker.sending;

import com.penguinmails.contracts.email.Sending.OutcomeAck;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Gathers outcomes for up to 50 ms or a hundred, reports those of a tenant together, and then lets the journal forget them. */
final class OutcomeBatcher implements AutoCloseable {

    private static final int MOST = 100;
    private static final long GATHER_NANOS = Duration.ofMillis(50).toNanos();

    private final OutcomeReports reports;
    private final Journal journal;
    private final UUID incarnation;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    private record Waiting(TenantId tenant, SendOutcome outcome, CompletableFuture<Optional<OutcomeAck>> answer) {}

    OutcomeBatcher(OutcomeReports reports, Journal journal, UUID incarnation) {
        this.reports = reports;
        this.journal = journal;
        this.incarnation = incarnation;
        this.thread = Thread.ofVirtual().name("outcomes").start(this::run);
    }

    /** The answer comes when the outcome is recorded; it is empty when the outcome was refused for good. */
    CompletableFuture<Optional<OutcomeAck>> report(TenantId tenant, SendOutcome outcome) {
        var waiting = new Waiting(tenant, outcome, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.answer();
    }

    @Override
    public void close() {
        thread.interrupt();
        reports.stop();
    }

    private void run() {
        try {
            while (true) {
                gather().forEach((tenant, group) ->
                        Thread.ofVirtual().name("record").start(() -> record(tenant, group)));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<TenantId, List<Waiting>> gather() throws InterruptedException {
        var gathered = new ArrayList<Waiting>(MOST);
        gathered.add(queue.take());
        long until = System.nanoTime() + GATHER_NANOS;
        while (gathered.size() < MOST) {
            queue.drainTo(gathered, MOST - gathered.size());
            Waiting next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            gathered.add(next);
        }
        var byTenant = new LinkedHashMap<TenantId, List<Waiting>>();
        gathered.forEach(waiting -> byTenant.computeIfAbsent(waiting.tenant(), tenant -> new ArrayList<>())
                .add(waiting));
        return byTenant;
    }

    private void record(TenantId tenant, List<Waiting> group) {
        try {
            var acks = new HashMap<UUID, OutcomeAck>();
            reports.record(
                            tenant,
                            incarnation,
                            group.stream().map(Waiting::outcome).toList())
                    .forEach(ack -> acks.put(ack.messageId(), ack));
            for (Waiting waiting : group) {
                UUID message = waiting.outcome().messageId();
                if (acks.containsKey(message)) {
                    journal.recorded(message);
                }
                waiting.answer().complete(Optional.ofNullable(acks.get(message)));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            group.forEach(waiting -> waiting.answer().completeExceptionally(stopped));
        }
    }
}
