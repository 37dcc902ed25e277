package com.penguinmails.chaos.platform;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.MailboxCredentials;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.kernel.TenantId;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP server in the place of all services that a worker calls. */
public final class Platform {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAILBOX_CONNECTIONS = 20;

    private final HttpServer server;
    private final String token = UUID.randomUUID().toString();
    private final UUID mailbox = UUID.randomUUID();
    private final int smtpPort;
    private final Map<Integer, String> callers = new ConcurrentHashMap<>();
    private final Effects effects = new Effects();
    private final Door handlers = new Door();
    private final Door outcomes = new Door();
    private final Deliveries deliveries = new Deliveries(effects, handlers);
    private final Mailroom mailroom;

    private record Answer(int status, byte[] body) {

        static Answer json(Object value) {
            return new Answer(200, JSON.writeValueAsBytes(value));
        }

        static Answer problem(int status, String code) {
            return new Answer(status, JSON.writeValueAsBytes(Map.of("status", status, "code", code, "detail", code)));
        }
    }

    private Platform(HttpServer server, int smtpPort, BiConsumer<TenantId, List<UUID>> enqueueMails) {
        this.server = server;
        this.smtpPort = smtpPort;
        this.mailroom = new Mailroom(Clock.systemUTC(), mailbox, enqueueMails);
    }

    /**
     * Starts it.
     *
     * @param smtpPort of the mail server that every mailbox uses
     * @param enqueueMails adds the jobs of messages
     */
    public static Platform start(int smtpPort, BiConsumer<TenantId, List<UUID>> enqueueMails) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
            var platform = new Platform(server, smtpPort, enqueueMails);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", platform::answer);
            server.start();
            return platform;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Who comes through this port is that worker. */
    public void knows(int callersPort, String worker) {
        callers.put(callersPort, worker);
    }

    public Effects effects() {
        return effects;
    }

    public Mailroom mailroom() {
        return mailroom;
    }

    /** What {@link Kinds#HELD} waits at after its effect, and {@link Kinds#UNTOUCHED} before it, which is refused when it opens. */
    public Door handlers() {
        return handlers;
    }

    /** What reports of outcomes wait at; they are refused, unread, when it opens. */
    public Door outcomes() {
        return outcomes;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().endsWith(Kinds.DEADLY.name())) {
                // Closed without a word.
                return;
            }
            Answer answer = answer(exchange, body);
            exchange.getResponseHeaders()
                    .set("Content-Type", answer.status() == 200 ? "application/json" : "application/problem+json");
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) throws InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/oauth2/token")) {
            return Answer.json(Map.of("access_token", token, "expires_in", 3_600, "token_type", "Bearer"));
        }
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.problem(401, "unauthenticated");
        }
        String[] parts = path.split("/", -1);
        return switch (parts[2]) {
            case "sending" -> sending(parts, body);
            case "mailboxes" -> Answer.json(credentials());
            case "jobs" -> jobs(parts[3], body, caller(exchange));
            default -> Answer.problem(404, "not-found");
        };
    }

    private Answer sending(String[] path, byte[] body) throws InterruptedException {
        switch (path[3]) {
            case "prepare" -> {
                return Answer.json(mailroom.prepare(JSON.readValue(body, Sending.PrepareRequest.class)).stream()
                        .map(message ->
                                JSON.readTree(JSON.writerFor(Prepared.class).writeValueAsString(message)))
                        .toList());
            }
            case "outcomes" -> {
                if (!outcomes.isOpen()) {
                    outcomes.passBy();
                    return Answer.problem(503, "service-unavailable");
                }
                return Answer.json(mailroom.record(JSON.readValue(body, Sending.OutcomeReport.class)));
            }
            case "workers" -> {
                try {
                    mailroom.recovered(
                            path[4],
                            JSON.readValue(body, Sending.Recovery.class).currentIncarnation());
                    return new Answer(204, new byte[0]);
                } catch (RuntimeException databaseAway) {
                    return Answer.problem(503, "service-unavailable");
                }
            }
            default -> {
                return Answer.problem(404, "not-found");
            }
        }
    }

    private Answer jobs(String kind, byte[] body, String caller) throws InterruptedException {
        if (kind.equals(Kinds.BREAKING.name())) {
            return Answer.problem(500, "internal-error");
        }
        if (kind.equals(Kinds.UNTOUCHED.name()) && !handlers.isOpen()) {
            handlers.passBy();
            return Answer.problem(503, "service-unavailable");
        }
        if (kind.equals(Kinds.GARBAGE.name())) {
            return new Answer(200, "<html>It works!</html>".getBytes(StandardCharsets.UTF_8));
        }
        return Answer.json(deliveries.handle(kind, List.of(JSON.readValue(body, JobDelivery[].class)), caller));
    }

    private MailboxCredentials credentials() {
        return new MailboxCredentials(
                mailbox,
                "sales@sender.example",
                "127.0.0.1",
                smtpPort,
                "none",
                "user",
                "secret",
                MAILBOX_CONNECTIONS,
                null);
    }

    /** Every worker has a port of its own to come in by, which its requests name. */
    private String caller(HttpExchange exchange) {
        @Nullable String host = exchange.getRequestHeaders().getFirst("Host");
        int port = Integer.parseInt(Objects.requireNonNull(host).substring(host.lastIndexOf(':') + 1));
        return callers.getOrDefault(port, "unknown");
    }
}
