package com.penguinmails.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void aLoopWaitsUntilItIsWoken() throws InterruptedException {
        var turns = new Semaphore(0);
        try (var loop = Loop.start("test", () -> {
            turns.release();
            return LONG;
        })) {
            assertThat(turns.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            loop.wake();
            assertThat(turns.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(turns.availablePermits()).isZero();
        }
    }

    @Test
    void aWakeUpDuringATurnIsNotLost() throws InterruptedException {
        var inTurn = new Semaphore(0);
        var goOn = new CountDownLatch(1);
        try (var loop = Loop.start("test", () -> {
            inTurn.release();
            goOn.await();
            return LONG;
        })) {
            assertThat(inTurn.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            loop.wake();
            loop.wake();
            goOn.countDown();
            assertThat(inTurn.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aTurnThatWakesItsOwnLoopStillRests() throws InterruptedException {
        var itself = new CompletableFuture<Loop>();
        var turns = new Semaphore(0);
        try (var loop = Loop.start("test", () -> {
            itself.join().wake();
            turns.release();
            return LONG;
        })) {
            itself.complete(loop);
            assertThat(turns.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            loop.wake();
            assertThat(turns.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(turns.tryAcquire(200, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void aTurnThatThrowsDoesNotEndTheLoop() throws InterruptedException {
        var turns = new AtomicInteger();
        var worked = new CountDownLatch(1);
        try (var loop = Loop.start("test", () -> {
            if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
            if (turns.get() == 2) {
                throw new StackOverflowError();
            }
            worked.countDown();
            return LONG;
        })) {
            assertThat(worked.await(10, TimeUnit.SECONDS)).isTrue();
            loop.wake();
        }
        assertThat(turns).hasValueGreaterThan(2);
    }

    @Test
    void aClosedLoopTakesNoMoreTurns() {
        var turns = new AtomicInteger();
        var loop = Loop.start("test", () -> {
            turns.incrementAndGet();
            return Duration.ZERO;
        });
        loop.close();
        int after = turns.get();
        loop.wake();
        assertThat(turns).hasValue(after);
    }
}
