package com.penguinmails.chaos.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Accepts mail for everybody and remembers it. A recipient that begins with {@code reject} is refused for good, one that begins with
 * {@code greylist} the first time.
 */
public final class MailServer {

    private final ServerSocket server;
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private final Map<Stop, AtomicInteger> standing = new ConcurrentHashMap<>();
    private final Map<Hold, String> holds = new EnumMap<>(Hold.class);
    private final Set<String> greylisted = ConcurrentHashMap.newKeySet();

    /**
     * A mail that this server took.
     *
     * @param client the name given in EHLO
     * @param dotNanos when the final dot came, by {@link System#nanoTime}
     */
    public record Accepted(String messageId, String client, long dotNanos) {}

    private record Stop(Hold step, String client) {}

    private MailServer(ServerSocket server) {
        this.server = server;
    }

    public static MailServer start() {
        try {
            var mails = new MailServer(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("smtp").start(mails::accept);
            return mails;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Stands still at this step for one client, or for everybody: {@code *}. */
    public synchronized void hold(Hold step, String client) {
        holds.put(step, client);
    }

    /** Goes on everywhere. */
    public synchronized void release() {
        holds.clear();
        notifyAll();
    }

    /** How many sessions stand still at this step. */
    public int standingAt(Hold step) {
        return standing.entrySet().stream()
                .filter(stop -> stop.getKey().step() == step)
                .mapToInt(stop -> stop.getValue().get())
                .sum();
    }

    /** Whether a session of this client stands still at this step. */
    public boolean isStanding(Hold step, String client) {
        AtomicInteger count = standing.get(new Stop(step, client));
        return count != null && count.get() > 0;
    }

    /** Everything it took, in order. */
    public List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** How often each Message-ID was taken. */
    public Map<String, Long> counts() {
        return accepted.stream().collect(Collectors.groupingBy(Accepted::messageId, Collectors.counting()));
    }

    void took(Accepted mail) {
        accepted.add(mail);
    }

    /** Empty when the recipient is welcome. */
    Optional<String> refusal(String recipient) {
        if (recipient.startsWith("reject")) {
            return Optional.of("550 5.1.1 no such user");
        }
        return recipient.startsWith("greylist") && greylisted.add(recipient)
                ? Optional.of("451 4.7.1 come back later")
                : Optional.empty();
    }

    void standAt(Hold step, String client) throws InterruptedException {
        AtomicInteger count = standing.computeIfAbsent(new Stop(step, client), key -> new AtomicInteger());
        synchronized (this) {
            if (!isHeld(step, client)) {
                return;
            }
            count.incrementAndGet();
            try {
                while (isHeld(step, client)) {
                    wait();
                }
            } finally {
                count.decrementAndGet();
            }
        }
    }

    private boolean isHeld(Hold step, String client) {
        String held = holds.get(step);
        return held != null && (held.equals("*") || held.equals(client));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().name("smtp").start(() -> new Session(this, socket).run());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the mail server is gone", failure);
        }
    }
}
