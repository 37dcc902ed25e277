package com.penguinmails.mailworld.smtp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Between booking a mail and sending its 250 the listener must not stop: the sender would not know and send it twice. Real
 * servers have that window too; here it is closed so that an outage played in a test makes no duplicates of its own.
 */
final class Gate {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** Enters for one mail; false when the gate is shut. Leave in the same thread. */
    boolean enter() {
        return lock.readLock().tryLock();
    }

    void leave() {
        lock.readLock().unlock();
    }

    /** Shuts the gate behind those inside, waiting for them as long as given, and runs the action. */
    void whileShut(Duration patience, Runnable action) {
        boolean shut = false;
        try {
            shut = lock.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
            action.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            action.run();
        } finally {
            if (shut) {
                lock.writeLock().unlock();
            }
        }
    }
}
