package com.penguinmails.worker;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.OutcomeAck;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.DkimKey;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.MailboxCredentials;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The other services as the worker meets them, over real HTTP: tokens, email-processor, infrastructure and one that owns jobs. */
public final class FakePlatform {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FakePlatform SHARED = new FakePlatform();

    private final HttpServer server;
    private final Map<UUID, Prepared> prepared = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> retries = new ConcurrentHashMap<>();
    private final Map<UUID, MailboxCredentials> mailboxes = new ConcurrentHashMap<>();
    private final Map<UUID, Function<JobDelivery, @Nullable JobReport>> handlers = new ConcurrentHashMap<>();
    private final List<SendOutcome> outcomes = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Raw> raw = new ConcurrentHashMap<>();
    private final Map<UUID, String> traceparents = new ConcurrentHashMap<>();
    private final AtomicInteger refusedRecords = new AtomicInteger();
    private final AtomicInteger lostPreparations = new AtomicInteger();

    /** PKCS#8, base64. */
    public static String rsaKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private FakePlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public static FakePlatform shared() {
        return SHARED;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public UUID mailbox(int smtpPort, @Nullable DkimKey key, int connections) {
        UUID id = UUID.randomUUID();
        changeMailbox(id, smtpPort, "secret", key, connections);
        return id;
    }

    public void changeMailbox(UUID id, int smtpPort, String password, @Nullable DkimKey key, int connections) {
        mailboxes.put(
                id,
                new MailboxCredentials(
                        id, "sales@sender.example", "127.0.0.1", smtpPort, "none", "user", password, connections, key));
    }

    public UUID prepare(Function<UUID, Prepared> answer) {
        UUID message = UUID.randomUUID();
        prepared.put(message, answer.apply(message));
        return message;
    }

    public UUID ready(UUID mailbox) {
        return prepare(message -> readyMessage(message, mailbox, "Hello"));
    }

    public static Prepared.Ready readyMessage(UUID message, UUID mailbox, String subject) {
        return new Prepared.Ready(
                message,
                mailbox,
                "<" + message + "@sender.example>",
                "bounce+" + message + "@sender.example",
                "sales@sender.example",
                "Sales",
                "ann@example.com",
                subject,
                "<p>Hi</p>",
                "Hi",
                "https://t.example/u/" + message,
                "c:t:penguinmails");
    }

    public void retryAt(UUID message, Instant at) {
        retries.put(message, at);
    }

    public void handle(UUID job, Function<JobDelivery, @Nullable JobReport> handler) {
        handlers.put(job, handler);
    }

    /** What a handler throws to have its whole delivery answered so. */
    public static final class Erring extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final int status;

        public Erring(int status) {
            this.status = status;
        }
    }

    private record Raw(int status, String contentType, String body) {}

    /** Whoever brings jobs of this kind is answered so, whatever they are. */
    public void answer(String kind, int status, String contentType, String body) {
        raw.put("/internal/jobs/" + kind, new Raw(status, contentType, body));
    }

    /** The answers to the next so many questions for messages are lost on the way, after the messages were marked. */
    public void losePreparations(int count) {
        lostPreparations.set(count);
    }

    /** The header of the call that brought the job. */
    public String traceparentOf(UUID job) {
        return traceparents.getOrDefault(job, "");
    }

    /** The next so many reports of outcomes are answered 503. */
    public void refuseRecords(int count) {
        refusedRecords.set(count);
    }

    public List<SendOutcome> outcomesOf(UUID message) {
        return outcomes.stream()
                .filter(outcome -> outcome.messageId().equals(message))
                .toList();
    }

    /** Method, path and tenant of every call. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(path + " " + exchange.getRequestHeaders().getFirst("PM-Tenant"));
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (path.equals("/internal/sending/prepare")
                    && lostPreparations.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
                return;
            }
            Raw fixed = raw.get(path);
            if (fixed != null) {
                byte[] bytes = fixed.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", fixed.contentType());
                exchange.sendResponseHeaders(fixed.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
                return;
            }
            String traceparent = exchange.getRequestHeaders().getFirst("traceparent");
            if (path.startsWith("/internal/jobs/") && traceparent != null) {
                for (JobDelivery delivery : JSON.readValue(body, JobDelivery[].class)) {
                    traceparents.put(delivery.id(), traceparent);
                }
            }
            Object answer;
            try {
                answer = answer(path, body);
            } catch (Erring erring) {
                exchange.sendResponseHeaders(erring.status, -1);
                return;
            }
            if (answer == null) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            byte[] json = JSON.writeValueAsBytes(answer);
            boolean problem = answer instanceof Problem;
            exchange.getResponseHeaders()
                    .set("Content-Type", problem ? "application/problem+json" : "application/json");
            exchange.sendResponseHeaders(problem ? ((Problem) answer).status() : 200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private record Problem(int status, String code, String detail) {}

    private @Nullable Object answer(String path, byte[] body) {
        if (path.equals("/oauth2/token")) {
            return Map.of("access_token", "test-token", "expires_in", 300, "token_type", "Bearer");
        }
        if (path.equals("/internal/sending/prepare")) {
            return JSON.readValue(body, Sending.PrepareRequest.class).messageIds().stream()
                    .map(message -> prepared.getOrDefault(message, new Prepared.Skip(message, "unknown")))
                    .map(message -> JSON.readTree(JSON.writerFor(Prepared.class).writeValueAsString(message)))
                    .toList();
        }
        if (path.equals("/internal/sending/outcomes")) {
            return record(JSON.readValue(body, Sending.OutcomeReport.class));
        }
        if (path.startsWith("/internal/sending/workers/")) {
            return null;
        }
        if (path.startsWith("/internal/mailboxes/")) {
            MailboxCredentials found = mailboxes.get(UUID.fromString(path.split("/", -1)[3]));
            return found == null ? new Problem(404, "not-found", "There is no such mailbox.") : found;
        }
        if (path.startsWith("/internal/jobs/")) {
            return report(JSON.readValue(body, JobDelivery[].class));
        }
        return new Problem(404, "not-found", "There is no such path.");
    }

    private Object record(Sending.OutcomeReport report) {
        if (refusedRecords.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            return new Problem(503, "service-unavailable", "Not now.");
        }
        outcomes.addAll(report.outcomes());
        return report.outcomes().stream()
                .map(outcome -> new OutcomeAck(outcome.messageId(), retries.get(outcome.messageId())))
                .toList();
    }

    private List<JobReport> report(JobDelivery[] deliveries) {
        var reports = new ArrayList<JobReport>();
        for (JobDelivery delivery : deliveries) {
            JobReport report =
                    Objects.requireNonNull(handlers.get(delivery.id())).apply(delivery);
            if (report != null) {
                reports.add(report);
            }
        }
        return reports;
    }
}
