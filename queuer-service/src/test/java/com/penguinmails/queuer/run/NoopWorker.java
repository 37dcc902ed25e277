package com.penguinmails.queuer.run;

import com.penguinmails.jobs.redis.Consumer;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Fetched;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.jobs.redis.WorkSide;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The least that obeys the protocol: beats, fetches, runs nothing, reports. It can die with jobs in its hands. */
final class NoopWorker {

    private final WorkSide work;
    private final ConcurrentLinkedQueue<UUID> ran;
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final List<Entry> held = new ArrayList<>();
    private final int holdBack;
    private final Thread thread;
    private String epoch = "";

    /** @param holdBack from this many jobs on, begun ones stay in its hands unreported; negative for never */
    NoopWorker(QueueConnections redis, String queue, ConcurrentLinkedQueue<UUID> ran, int holdBack) {
        this.work = redis.work(queue, new Consumer("noop", UUID.randomUUID()));
        this.ran = ran;
        this.holdBack = holdBack;
        this.thread = Thread.ofVirtual().start(this::live);
    }

    /** Like kill -9: nothing is given back and no result is sent any more. */
    void kill() throws InterruptedException {
        alive.set(false);
        thread.join();
    }

    synchronized int heldCount() {
        return held.size();
    }

    /** Lets go of one job that it held back; null when there is none. */
    synchronized @Nullable Lease takeOne() {
        return held.isEmpty() ? null : held.removeFirst().lease();
    }

    void report(Lease lease) {
        work.ack(List.of(done(lease)));
    }

    private void live() {
        int begun = 0;
        while (alive.get()) {
            try {
                work.beat();
                switch (work.fetch(epoch, 20)) {
                    case Fetched.Entries fetched -> begun = run(fetched.entries(), begun);
                    case Fetched.EpochChanged changed -> register(changed.epoch());
                }
            } catch (RuntimeException redisAway) {
                Thread.onSpinWait();
            }
        }
    }

    private synchronized void register(String current) {
        if (!current.isEmpty()
                && work.register(current, held.stream().map(Entry::lease).toList())) {
            epoch = current;
        }
    }

    private synchronized int run(List<Entry> entries, int begunBefore) {
        int begun = begunBefore;
        for (Entry entry : entries) {
            begun++;
            if (holdBack >= 0 && begun > holdBack) {
                held.add(entry);
            } else {
                ran.add(entry.lease().job());
                work.ack(List.of(done(entry.lease())));
            }
        }
        return begun;
    }

    private static Result done(Lease lease) {
        return new Result(lease, Outcome.DONE, null, null, "noop", "");
    }
}
