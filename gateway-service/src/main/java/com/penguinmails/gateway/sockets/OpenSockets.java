package com.penguinmails.gateway.sockets;

import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tokens.EndedSessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Every WebSocket that is open at this gateway: counts them, and ends those that have to. */
@Component
class OpenSockets implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final SocketProperties limits;
    private final EndedSessions ended;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Set<OpenSocket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> places = new HashMap<>();
    private volatile @Nullable Disposable watching;

    OpenSockets(SocketProperties limits, EndedSessions ended, Clock clock, MeterRegistry meters) {
        this.limits = limits;
        this.ended = ended;
        this.clock = clock;
        this.meters = meters;
        Gauge.builder("gateway.sockets.open", open, Set::size)
                .description("WebSockets that are open")
                .register(meters);
    }

    /**
     * Takes a place for one more; run the answer to give it back, once or more often.
     *
     * @throws Refusal {@code too-many-sockets}, or {@code service-busy} when this gateway holds as many as it can
     */
    Runnable place(Caller caller) {
        String person = "person " + caller.userId();
        String tenant = caller.tenantId() == null ? person : "tenant " + caller.tenantId();
        synchronized (places) {
            if (count("all") >= limits.inAll()) {
                throw Refusal.unavailable("service-busy", "Too many connections are open; try again shortly.");
            }
            if (count(person) >= limits.perPerson()) {
                throw tooMany("You have " + limits.perPerson() + " connections open; close one first.");
            }
            if (count(tenant) >= limits.perTenant()) {
                throw tooMany("The people of this tenant have " + limits.perTenant() + " connections open.");
            }
            Set.of("all", person, tenant).forEach(each -> places.merge(each, 1, Integer::sum));
        }
        var given = new AtomicBoolean();
        return () -> {
            if (given.compareAndSet(false, true)) {
                synchronized (places) {
                    Set.of("all", person, tenant)
                            .forEach(each ->
                                    places.computeIfPresent(each, (key, taken) -> taken == 1 ? null : taken - 1));
                }
            }
        };
    }

    private int count(String whose) {
        return places.getOrDefault(whose, 0);
    }

    private static Refusal tooMany(String detail) {
        return Refusal.tooMany("too-many-sockets", detail, TRY_AGAIN);
    }

    void opened(OpenSocket socket) {
        open.add(socket);
    }

    void closed(OpenSocket socket, Ending why) {
        open.remove(socket);
        meters.counter("gateway.sockets.ended", "code", Integer.toString(why.code()))
                .increment();
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void start() {
        watching = Flux.interval(limits.watchEvery()).onBackpressureDrop().subscribe(tick -> {
            Instant now = clock.instant();
            open.forEach(socket -> watch(socket, now));
        });
    }

    /** Whatever goes wrong with one is no reason to leave the others alone. */
    private void watch(OpenSocket socket, Instant now) {
        try {
            socket.watch(now, ended, limits.silence(), limits.pingEvery());
        } catch (RuntimeException failure) {
            LOG.error("A WebSocket cannot be watched and is closed", failure);
            socket.endWith(Ending.GOING_AWAY);
        }
    }

    /** Before the server, which waits for whoever is still there. */
    @Override
    public void stop() {
        Disposable watch = watching;
        if (watch != null) {
            watch.dispose();
        }
        watching = null;
        open.forEach(socket -> socket.endWith(Ending.GOING_AWAY));
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }
}
