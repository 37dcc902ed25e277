package com.penguinmails.worker.smtp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps logged-in connections per mailbox, because logging in costs more than a mail. */
public final class SmtpPool implements AutoCloseable {

    private final SmtpSettings settings;
    private final SmtpConnector connector;
    private final LongSupplier nanoTime;
    private final Map<Endpoint, Slots> endpoints = new ConcurrentHashMap<>();

    public SmtpPool(SmtpSettings settings, SSLContext tls, LongSupplier nanoTime) {
        this.settings = settings;
        this.connector = new SmtpConnector(settings, tls);
        this.nanoTime = nanoTime;
    }

    private record Idle(SmtpConnection connection, long sinceNanos) {}

    /** The connections of one endpoint: as many permits as may be open, and those that wait for work. */
    private static final class Slots {
        private final Semaphore free;
        private final Deque<Idle> idle = new ArrayDeque<>();

        private Slots(int max) {
            free = new Semaphore(Math.max(1, max));
        }
    }

    /**
     * Hands a mail over on a free connection of the endpoint, or a new one; waits while all are busy.
     *
     * <p>A kept connection may have been closed by the server in the meantime. When that shows before the server has said a word about
     * this mail, it is tried once more on a new connection.
     */
    public Transmission send(Endpoint endpoint, Mail mail) throws InterruptedException {
        Slots slots = endpoints.computeIfAbsent(endpoint, key -> new Slots(key.maxConnections()));
        slots.free.acquire();
        try {
            SmtpConnection kept = takeIdle(slots);
            if (kept != null) {
                Transmission transmission = sendOn(slots, kept, mail);
                if (!isStale(transmission)) {
                    return transmission;
                }
            }
            return sendOn(slots, connector.open(endpoint), mail);
        } catch (SmtpFailure failure) {
            return failure.transmission();
        } finally {
            slots.free.release();
        }
    }

    /** Closes connections that nobody has used for long. */
    public void closeIdle() {
        endpoints.values().forEach(slots -> expired(slots).forEach(SmtpConnection::quit));
        endpoints.entrySet().removeIf(entry -> isUnused(entry.getValue(), entry.getKey()));
    }

    @Override
    public void close() {
        endpoints.values().forEach(slots -> {
            synchronized (slots) {
                slots.idle.forEach(idle -> idle.connection().quit());
                slots.idle.clear();
            }
        });
    }

    private Transmission sendOn(Slots slots, SmtpConnection connection, Mail mail) {
        Transmission transmission = connection.send(mail);
        if (connection.isUsable()) {
            synchronized (slots) {
                slots.idle.push(new Idle(connection, nanoTime.getAsLong()));
            }
        } else if (transmission instanceof Transmission.Lost) {
            connection.abort();
        } else {
            connection.quit();
        }
        return transmission;
    }

    private static boolean isStale(Transmission transmission) {
        return transmission.stage() == Stage.MAIL
                && (transmission instanceof Transmission.Lost
                        || (transmission instanceof Transmission.Answered answered
                                && answered.reply().code() == 421));
    }

    private @Nullable SmtpConnection takeIdle(Slots slots) {
        List<SmtpConnection> old = expired(slots);
        try {
            synchronized (slots) {
                Idle idle = slots.idle.poll();
                return idle == null ? null : idle.connection();
            }
        } finally {
            old.forEach(SmtpConnection::quit);
        }
    }

    private List<SmtpConnection> expired(Slots slots) {
        Duration timeout = settings.idleTimeout();
        long now = nanoTime.getAsLong();
        var old = new ArrayList<SmtpConnection>();
        synchronized (slots) {
            // The most recently used lie on top, so the bottom is the oldest.
            while (!slots.idle.isEmpty() && now - slots.idle.getLast().sinceNanos() > timeout.toNanos()) {
                old.add(slots.idle.removeLast().connection());
            }
        }
        return old;
    }

    private static boolean isUnused(Slots slots, Endpoint endpoint) {
        synchronized (slots) {
            return slots.idle.isEmpty() && slots.free.availablePermits() == Math.max(1, endpoint.maxConnections());
        }
    }
}
