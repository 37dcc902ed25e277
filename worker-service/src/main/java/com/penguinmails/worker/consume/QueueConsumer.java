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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
    /** After a fetch that brought only kinds that are at their limit: looking through the list for others takes no more than this of Redis. */
    private static final Duration CROWDED = Duration.ofMillis(50);

    private static final Ending STOPPED = new Ending(Outcome.SNOOZE, null, "its worker was stopped while it ran");
    /** What is done of a block waits no longer than this for the rest of it. */
    private static final Duration BLOCK_PATIENCE = Duration.ofSeconds(1);

    private static final long RECONCILE_NANOS = Duration.ofSeconds(10).toNanos();

    private final WorkSide redis;
    private final Handling handling;
    private final ConsumeProperties properties;
    private final Clock clock;
    private final String consumer;
    private final BooleanSupplier gate;
    private final Heartbeat heartbeat;
    private final Semaphore slots;
    private final KindLimits limits;
    private final Results results;
    private final Map<Lease, Held> held = new ConcurrentHashMap<>();
    private final Loop fetching;
    private final Loop beating;
    private final Loop reporting;
    private volatile boolean draining;
    private volatile String epoch = "";
    /** The connection on which the epoch was seen; a new one may lead to another Redis, or to an older self of this one. */
    private int registeredOn = -1;

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
        this.limits = new KindLimits(properties.limits(), clock);
        this.results = new Results(redis, System::nanoTime, this::delivered);
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

    /** Fetches nothing more, gives back what was not begun, lets running jobs end for a while, and delivers all results. */
    void drain() {
        draining = true;
        fetching.close();
        try {
            giveBackWaiting();
            awaitIdle();
        } finally {
            reporting.close();
            beating.close();
        }
        try {
            results.send();
            abandonRunning();
            returnStrays();
            redis.leave();
        } catch (RuntimeException redisAway) {
            // What is unsent is run again when the queuer finds this worker silent.
            log.warn("left the queue {} without a goodbye", redis.queue(), redisAway);
        }
    }

    private void giveBackWaiting() {
        List<Entry> waiting = limits.takeWaiting();
        try {
            redis.giveBack(waiting);
            waiting.forEach(entry -> held.remove(entry.lease()));
        } catch (RuntimeException redisAway) {
            waiting.forEach(entry -> results.add(
                    result(entry.lease(), new Ending(Outcome.RETURNED, null, ""), held.get(entry.lease()))));
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

    /** What runs longer than a stop may take is not to count as crashed: three restarts would make a slow job look like poison. */
    private void abandonRunning() {
        held.values().forEach(running -> {
            if (running.block() != null) {
                add(running.block().takeApart());
            }
            results.add(result(running.entry().lease(), STOPPED, running));
        });
        results.send();
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
        long now = System.nanoTime();
        for (Held one : held.values()) {
            if (one.block() != null && one.age(now).compareTo(BLOCK_PATIENCE) > 0) {
                add(one.block().takeApart());
            }
        }
        results.send();
        return IDLE;
    }

    private void delivered(Lease lease) {
        Held gone = held.remove(lease);
        if (gone != null && gone.entry().alone()) {
            // The next of those that are taken one at a time may come.
            fetching.wake();
        }
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
            int connection = redis.connection();
            doubtful |= epoch.isEmpty() || connection != registeredOn;
            BooleanSupplier proof = heartbeat.proof();
            Fetched fetched = redis.fetch(doubtful ? "" : epoch, wanted);
            switch (fetched) {
                case Fetched.EpochChanged changed -> {
                    return register(changed.epoch(), connection) ? Duration.ZERO : NOT_NOW;
                }
                case Fetched.Entries entries -> {
                    if (redis.connection() != connection) {
                        // They may come out of a file that is older than what was done. What is ours indeed is given
                        // back as never arrived.
                        doubtful = true;
                        reconciledNanos = System.nanoTime() - RECONCILE_NANOS;
                        return NOT_NOW;
                    }
                    begun = begin(entries.entries(), proof);
                    if (begun > 0) {
                        return Duration.ZERO;
                    }
                    return entries.entries().isEmpty() ? IDLE : CROWDED;
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

    /** Returns how many have begun, each of which keeps a slot. */
    private int begin(List<Entry> entries, BooleanSupplier proof) {
        var beginning = new ArrayList<Entry>(entries.size());
        for (Entry entry : entries) {
            hold(entry, proof);
            switch (limits.admit(entry)) {
                case KindLimits.Turn.Begin now -> beginning.add(entry);
                case KindLimits.Turn.Wait here -> log.trace("{} waits for another of its kind", entry.lease());
                case KindLimits.Turn.Later later -> send(entry, Ending.snooze(later.at(), later.reason()));
            }
        }
        carryOut(beginning, proof);
        return beginning.size();
    }

    private void carryOut(List<Entry> entries, BooleanSupplier proof) {
        var single = new ArrayList<Entry>(entries.size());
        for (Entry entry : entries) {
            if (entry.lease().isBlock()) {
                carryOut(entry, proof);
            } else {
                single.add(entry);
            }
        }
        handling.begin(redis.queue(), single, proof, this::ended);
    }

    private void carryOut(Entry block, BooleanSupplier proof) {
        List<Entry> jobs = block.jobs();
        var open = new OpenBlock(jobs.size());
        held.put(block.lease(), new Held(block, open, clock.instant(), System.nanoTime(), proof));
        handling.begin(redis.queue(), jobs, proof, (job, ending) -> ended(block, open.ended(job.lease(), ending)));
    }

    private void ended(Entry block, OpenBlock.Word word) {
        switch (word) {
            case OpenBlock.Word.Nothing nothing -> {}
            case OpenBlock.Word.Whole whole -> ended(block, Ending.DONE);
            case OpenBlock.Word.OfEach each -> {
                add(each.endings());
                Held known = held.get(block.lease());
                if (each.last()) {
                    results.close(block.lease());
                }
                reporting.wake();
                if (each.last()) {
                    goOn(block, known);
                }
            }
        }
    }

    private void add(Map<Lease, Ending> endings) {
        endings.forEach((job, ending) -> results.add(result(job, ending, held.get(job.block()))));
    }

    private void hold(Entry entry, BooleanSupplier proof) {
        held.put(entry.lease(), new Held(entry, null, clock.instant(), System.nanoTime(), proof));
    }

    private void ended(Entry entry, Ending ending) {
        Held known = held.get(entry.lease());
        send(entry, ending);
        goOn(entry, known);
    }

    /** Begins the next of the kind in the place of the one that has ended, or gives its place free. */
    private void goOn(Entry entry, @Nullable Held known) {
        Entry next = limits.ended(entry, known == null ? Duration.ZERO : known.age(System.nanoTime()));
        if (next == null) {
            slots.release();
        } else {
            Held waited = held.get(next.lease());
            BooleanSupplier proof = waited == null ? () -> false : waited.proof();
            hold(next, proof);
            carryOut(List.of(next), proof);
        }
    }

    private void send(Entry entry, Ending ending) {
        results.add(result(entry.lease(), ending, held.get(entry.lease())));
        reporting.wake();
    }

    private Result result(Lease lease, Ending ending, @Nullable Held known) {
        return new Result(
                lease,
                ending.outcome(),
                ending.runAt(),
                known == null ? null : known.since(),
                consumer,
                ending.reason());
    }

    /** Says to a new Redis what is in hand and what was reported lately; only then is its work taken. */
    private boolean register(String current, int connection) {
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
        registeredOn = connection;
        doubtful = false;
        return true;
    }

    private void reconcile() {
        if (System.nanoTime() - reconciledNanos >= RECONCILE_NANOS) {
            returnStrays();
            reconciledNanos = System.nanoTime();
        }
    }

    /** Gives back what Redis believes we hold and we never got, because the answer was lost on its way. */
    private void returnStrays() {
        // What was ours before the question is no stray, even if its result has been delivered since.
        Set<Lease> ours = Set.copyOf(held.keySet());
        Set<Lease> strays = new HashSet<>(redis.held());
        strays.removeAll(ours);
        if (!strays.isEmpty()) {
            redis.ack(strays.stream()
                    .map(lease -> new Result(lease, Outcome.RETURNED, null, null, consumer, "never arrived"))
                    .toList());
            log.info("gave back {} jobs of {} that never arrived", strays.size(), redis.queue());
        }
    }
}
