package com.penguinmails.worker.handling;

import com.penguinmails.jobs.redis.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Keeps count of what is not reported yet. */
final class Batch implements Work {

    private final String queue;
    private final List<Entry> entries;
    private final BooleanSupplier isHeld;
    private final BiConsumer<Entry, Ending> ended;
    private final DeliveryTrace trace;
    private final Set<UUID> open;
    private final CountDownLatch left;
    private volatile boolean failed;

    Batch(
            String queue,
            List<Entry> entries,
            BooleanSupplier isHeld,
            BiConsumer<Entry, Ending> ended,
            DeliveryTrace trace) {
        this.queue = queue;
        this.entries = entries;
        this.isHeld = isHeld;
        this.ended = ended;
        this.trace = trace;
        this.open = ConcurrentHashMap.newKeySet(entries.size());
        entries.forEach(entry -> open.add(entry.lease().job()));
        this.left = new CountDownLatch(entries.size());
    }

    String queue() {
        return queue;
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
        if (open.remove(entry.lease().job())) {
            ended.accept(entry, ending);
            left.countDown();
        }
    }

    /** One of these entries, to be brought alone. */
    Batch alone(Entry entry, DeliveryTrace itsTrace) {
        return new Batch(queue, List.of(entry), isHeld, ended, itsTrace);
    }

    /** Takes back what is not reported: nobody but the taker can report it now. */
    List<Entry> withdraw() {
        List<Entry> withdrawn = entries.stream()
                .filter(entry -> open.remove(entry.lease().job()))
                .toList();
        withdrawn.forEach(entry -> left.countDown());
        return withdrawn;
    }

    /** Reports an entry that was withdrawn. */
    void ended(Entry withdrawn, Ending ending) {
        ended.accept(withdrawn, ending);
    }

    /** The delivery itself failed, rather than the work on one of its entries. */
    void fail(String reason) {
        failed = true;
        reportRest(Ending.retry(reason));
    }

    boolean isFailed() {
        return failed;
    }

    /** As long as the most patient of its jobs. */
    Duration timeout() {
        return entries.stream().map(Entry::timeout).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    void reportRest(Ending ending) {
        entries.forEach(entry -> report(entry, ending));
    }

    void awaitAll() throws InterruptedException {
        left.await();
    }

    boolean awaitAll(Duration timeout) throws InterruptedException {
        return left.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
