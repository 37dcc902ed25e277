package com.penguinmails.worker.consume;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Fetched;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.jobs.redis.WorkSide;
import com.penguinmails.worker.handling.Ending;
import com.penguinmails.worker.handling.Handling;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes one queue. It fetches no more than it can begin at once, so what it holds is what it works on.
 *
 * <p>Three loops: one fetches, one beats, one reports.
 */
final class QueueConsumer {

    private static final Logger log = LoggerFactory.getLogger(QueueConsumer.class);
    private static final int MAX_FETCH = 100;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration NOT_NOW = Duration.ofMillis(200);
    private static final long RECONCILE_NANOS = Duration.ofSeconds(10).toNanos();

    private final WorkSide redis;
    private final Handling handling;
    private final ConsumeProperties properties;
    private final Clock clock;
    private final String consumer;
    private final BooleanSupplier gate;
    private final Heartbeat heartbeat;
    private final Semaphore slots;
    private final Results results;
    private final Map<Lease, Held> held = new ConcurrentHashMap<>();
    private final Loop fetching;
    private final Loop beating;
    private final Loop reporting;
    private volatile boolean draining;
    private volatile String epoch = "";
    private boolean introduced;
    private volatile boolean doubtful;
    private long reconciledNanos = System.nanoTime();

    /** @param gate false for as long as nothing of this queue may be begun */
    QueueConsumer(
            WorkSide redis,
            Handling handling,
            ConsumeProperties properties,
            Clock clock,
            String consumer,
            BooleanSupplier gate) {
        this.redis = redis;
        this.handling = handling;
        this.properties = properties;
        this.clock = clock;
        this.consumer = consumer;
        this.gate = gate;
        this.heartbeat = new Heartbeat(System::nanoTime, properties.proof());
        this.slots = new Semaphore(properties.concurrencyOf(redis.queue()));
        this.results = new Results(redis, System::nanoTime, result -> held.remove(result.lease()));
        beating = Loop.start("beat " + redis.queue(), this::beat);
        reporting = Loop.start("report " + redis.queue(), this::report);
        fetching = Loop.start("fetch " + redis.queue(), this::fetch);
    }

    void wake() {
        fetching.wake();
    }

    boolean isFresh() {
        return heartbeat.isFresh();
    }

    /** Fetches nothing more, lets running jobs end for a while, and delivers all results. */
    void drain() {
        draining = true;
        fetching.close();
        awaitIdle();
        reporting.close();
        beating.close();
        try {
            results.send();
            redis.leave();
        } catch (RuntimeException redisAway) {
            // What is unsent is run again when the queuer finds this worker silent.
            log.warn("left the queue {} without a goodbye", redis.queue(), redisAway);
        }
    }

    private void awaitIdle() {
        int all = properties.concurrencyOf(redis.queue());
        try {
            if (!slots.tryAcquire(all, properties.drain().toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("{} jobs of {} were still running", all - slots.availablePermits(), redis.queue());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration beat() {
        String current = heartbeat.beat(redis::beat);
        if (!introduced) {
            // Two runs of one worker cannot live at once, so what an earlier one held is free.
            redis.reapEarlierRuns();
            introduced = true;
            fetching.wake();
        }
        if (!current.isEmpty() && (!current.equals(epoch) || !redis.isOfThisRun(current))) {
            doubtful = true;
            fetching.wake();
        }
        return properties.beatEvery();
    }

    private Duration report() {
        results.send();
        return IDLE;
    }

    private Duration fetch() throws InterruptedException {
        if (draining || !gate.getAsBoolean() || !heartbeat.isFresh()) {
            return NOT_NOW;
        }
        reconcile();
        int wanted = takeSlots();
        if (wanted == 0 && !doubtful) {
            return Duration.ZERO;
        }
        // With no hand free, too: who does not register after a loss of Redis has what it works on given to others.
        int begun = 0;
        try {
            doubtful |= epoch.isEmpty();
            Fetched fetched = redis.fetch(doubtful ? "" : epoch, wanted);
            switch (fetched) {
                case Fetched.EpochChanged changed -> {
                    return register(changed.epoch()) ? Duration.ZERO : NOT_NOW;
                }
                case Fetched.Entries entries -> {
                    begun = begin(entries.entries());
                    return begun == 0 ? IDLE : Duration.ZERO;
                }
            }
        } catch (RuntimeException redisAway) {
            // It may be another Redis when it comes back, and it may have given us something that never arrived.
            doubtful = true;
            reconciledNanos = System.nanoTime() - RECONCILE_NANOS;
            throw redisAway;
        } finally {
            slots.release(wanted - begun);
        }
    }

    /** Waits for one free slot and takes what else is free. */
    private int takeSlots() throws InterruptedException {
        if (!slots.tryAcquire(NOT_NOW.toMillis(), TimeUnit.MILLISECONDS)) {
            return 0;
        }
        int wanted = 1;
        while (wanted < MAX_FETCH && slots.tryAcquire()) {
            wanted++;
        }
        return wanted;
    }

    private int begin(List<Entry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        entries.forEach(entry -> held.put(entry.lease(), new Held(entry, clock.instant())));
        handling.begin(entries, heartbeat::isFresh, this::ended);
        return entries.size();
    }

    private void ended(Entry entry, Ending ending) {
        Held known = held.get(entry.lease());
        results.add(new Result(
                entry.lease(),
                ending.outcome(),
                ending.runAt(),
                known == null ? null : known.since(),
                consumer,
                ending.reason()));
        slots.release();
        reporting.wake();
    }

    /** Says to a new Redis what is in hand and what was reported lately; only then is its work taken. */
    private boolean register(String current) {
        if (current.isEmpty() || !redis.isOfThisRun(current)) {
            return false;
        }
        if (!redis.register(current, held.keySet())) {
            return false;
        }
        if (!epoch.isEmpty() && !epoch.equals(current)) {
            results.sendAgain();
            log.info("Redis was lost or replaced; registered {} jobs of {} again", held.size(), redis.queue());
        }
        epoch = current;
        doubtful = false;
        return true;
    }

    /** Gives back what Redis believes we hold and we never got, because the answer was lost on its way. */
    private void reconcile() {
        if (System.nanoTime() - reconciledNanos < RECONCILE_NANOS) {
            return;
        }
        Set<Lease> strays = new HashSet<>(redis.held());
        strays.removeAll(held.keySet());
        if (!strays.isEmpty()) {
            redis.ack(strays.stream()
                    .map(lease -> new Result(lease, Outcome.RETURNED, null, null, consumer, "never arrived"))
                    .toList());
            log.info("gave back {} jobs of {} that never arrived", strays.size(), redis.queue());
        }
        reconciledNanos = System.nanoTime();
    }
}
