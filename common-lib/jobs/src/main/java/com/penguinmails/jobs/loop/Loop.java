package com.penguinmails.jobs.loop;

import com.penguinmails.kernel.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes turns on a thread of its own until it is closed. A turn that throws, an error too, is logged, once per streak, and the next one
 * comes a second later: nothing ends a loop but {@link #close}.
 */
public final class Loop implements AutoCloseable {

    /** One turn of a loop. */
    @FunctionalInterface
    public interface Turn {

        /** Returns how long to wait before the next turn, unless somebody wakes the loop. */
        Duration take() throws InterruptedException;
    }

    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Turn turn;
    // Sticky: who is woken during a turn takes the next one at once.
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private boolean failing;

    private Loop(String name, Turn turn) {
        this.turn = turn;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public static Loop start(String name, Turn turn) {
        var loop = new Loop(name, turn);
        loop.thread.start();
        return loop;
    }

    /** Makes the next turn come now. A turn cannot wake its own loop, which would never rest again: it returns how long to wait. */
    public void wake() {
        if (Thread.currentThread() != thread && wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    /** Lets the current turn end and takes no other. */
    @Override
    public void close() {
        closing = true;
        wakeUp.release();
        try {
            if (!thread.join(Duration.ofSeconds(20))) {
                thread.interrupt();
            }
        } catch (InterruptedException stopped) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                Duration pause = takeTurn();
                if (!pause.isZero() && wakeUp.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    wakeUp.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration takeTurn() throws InterruptedException {
        try {
            Duration pause = turn.take();
            if (failing) {
                log.info("{} works again", thread.getName());
                failing = false;
            }
            return pause;
        } catch (RuntimeException | Error failure) {
            // A loop that ended silently, for want of memory in one moment, would leave a process that looks alive.
            if (!failing) {
                failing = true;
                warn(failure);
            }
            return AFTER_FAILURE;
        }
    }

    /** A refusal is expected, as when another service is still starting, and tells all there is to know without a stack trace. */
    private void warn(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            log.warn("{} goes on trying: {}", thread.getName(), refusal.publicDetail());
        } else {
            log.warn("{} failed and will go on trying", thread.getName(), failure);
        }
    }
}
