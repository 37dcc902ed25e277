package com.penguinmails.worker.journal;

import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down, before the final dot, that a mail is about to be sent, and after it what the server said.
 *
 * <p>Append-only files, written by one thread; everything that waits while one {@code fdatasync} runs shares the next. A file is deleted
 * when all its messages are recorded and it is the oldest: a younger file may hold the receipt of an intent in an older one.
 */
public final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final long SEGMENT_BYTES = 16L << 20;
    private static final int GROUP = 1_000;

    private final Path folder;
    private final UUID incarnation;
    private final long segmentBytes;
    private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Map<UUID, Segment> openMessages = new HashMap<>();
    private final Thread writer;
    private int segmentCount;
    private volatile boolean closed;

    private record Append(@Nullable Line line, CompletableFuture<Void> durable) {}

    Journal(Path folder, UUID incarnation, long segmentBytes) throws IOException {
        this.folder = folder;
        this.incarnation = incarnation;
        this.segmentBytes = segmentBytes;
        segments.add(nextSegment());
        writer = Thread.ofPlatform().name("journal").daemon().start(this::write);
    }

    /** Starts a journal for this incarnation; those of earlier ones are read by {@link Replay}. */
    public static Journal open(Path folder, UUID incarnation) throws IOException {
        return new Journal(folder, incarnation, SEGMENT_BYTES);
    }

    /**
     * Returns when the intent is on disk.
     *
     * @param at now, before the attempt can have an outcome
     * @throws IllegalStateException when it could not be written; the mail must not be sent then
     */
    public void intent(TenantId tenant, UUID message, Instant at) {
        await(append(Line.intent(tenant, message, at)));
    }

    /** Notes the outcome of an attempt, whether or not there was an intent. Does not wait: a receipt lost with the machine means uncertain. */
    public void receipt(TenantId tenant, SendOutcome outcome) {
        var _ = append(Line.receipt(tenant, outcome));
    }

    /** The outcome of the message is recorded by its owner: nothing needs to be remembered. */
    public void recorded(UUID message) {
        var _ = append(Line.recorded(message));
    }

    /** Writes what is queued; what comes later is refused. Afterwards nothing touches the folder any more. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            await(enqueue(null));
            try {
                writer.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private CompletableFuture<Void> append(@Nullable Line line) {
        return closed ? CompletableFuture.failedFuture(new IOException("the journal is closed")) : enqueue(line);
    }

    private CompletableFuture<Void> enqueue(@Nullable Line line) {
        var append = new Append(line, new CompletableFuture<>());
        queue.add(append);
        return append.durable();
    }

    private static void await(CompletableFuture<Void> durable) {
        try {
            durable.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the journal cannot be written", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the journal", stopped);
        }
    }

    private void write() {
        boolean open = true;
        var group = new ArrayList<Append>(GROUP);
        while (open) {
            try {
                group.add(queue.take());
                queue.drainTo(group, GROUP - 1);
                open = group.stream().allMatch(append -> append.line() != null);
                write(group);
            } catch (IOException failure) {
                log.error("the journal cannot be written", failure);
                group.forEach(append -> append.durable().completeExceptionally(failure));
            } catch (InterruptedException stopped) {
                open = false;
            }
            group.clear();
        }
    }

    private void write(List<Append> group) throws IOException {
        Segment current = segments.getLast();
        boolean sync = false;
        for (Append append : group) {
            Line line = append.line();
            if (line != null) {
                current.write(line.bytes());
                keepCount(line, current);
                sync |= line.type() == Line.Type.INTENT;
            } else {
                sync = true;
            }
        }
        if (sync) {
            current.sync();
        }
        group.forEach(append -> append.durable().complete(null));
        if (current.size() >= segmentBytes) {
            Segment next = nextSegment();
            current.sync();
            current.seal();
            segments.add(next);
        }
        deleteSettled();
    }

    private void keepCount(Line line, Segment current) {
        if (line.type() == Line.Type.RECORDED) {
            Segment settled = openMessages.remove(line.message());
            if (settled != null) {
                settled.closed();
            }
        } else if (openMessages.putIfAbsent(line.message(), current) == null) {
            current.opened();
        }
    }

    private void deleteSettled() throws IOException {
        while (segments.size() > 1 && segments.getFirst().isSettled()) {
            segments.removeFirst().delete();
        }
    }

    private Segment nextSegment() throws IOException {
        segmentCount++;
        return Segment.create(folder.resolve(JournalFile.name(incarnation, segmentCount)));
    }
}
