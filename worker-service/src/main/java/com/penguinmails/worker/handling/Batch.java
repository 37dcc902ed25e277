package com.penguinmails.worker.handling;

import com.penguinmails.jobs.redis.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Keeps count of what is not reported yet. */
final class Batch implements Work {

    private final List<Entry> entries;
    private final BooleanSupplier isHeld;
    private final BiConsumer<Entry, Ending> ended;
    private final DeliveryTrace trace;
    private final Set<Entry> open;
    private final CountDownLatch left;

    Batch(List<Entry> entries, BooleanSupplier isHeld, BiConsumer<Entry, Ending> ended, DeliveryTrace trace) {
        this.entries = entries;
        this.isHeld = isHeld;
        this.ended = ended;
        this.trace = trace;
        this.open = ConcurrentHashMap.newKeySet(entries.size());
        this.open.addAll(entries);
        this.left = new CountDownLatch(entries.size());
    }

    @Override
    public List<Entry> entries() {
        return entries;
    }

    @Override
    public boolean isHeld() {
        return isHeld.getAsBoolean();
    }

    @Override
    public void trace(Runnable work) {
        trace.run(work);
    }

    DeliveryTrace trace() {
        return trace;
    }

    @Override
    public void report(Entry entry, Ending ending) {
        if (open.remove(entry)) {
            ended.accept(entry, ending);
            left.countDown();
        }
    }

    /** As long as the most patient of its jobs. */
    Duration timeout() {
        return entries.stream().map(Entry::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    void reportRest(Ending ending) {
        entries.forEach(entry -> report(entry, ending));
    }

    boolean awaitAll(Duration timeout) throws InterruptedException {
        return left.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
