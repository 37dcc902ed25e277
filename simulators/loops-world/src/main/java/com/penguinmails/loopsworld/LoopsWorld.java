package com.penguinmails.loopsworld;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running stand-in for {@code https://app.loops.so/api}.
 *
 * <p>{@code GET /v1/api-key}, {@code POST /v1/transactional} and {@code GET /v1/transactional-emails} behave as documented: a bearer key, ten
 * requests a second with their headers, bodies of at most 4 MB, an idempotency key that answers 409 for a day. For people, {@code GET
 * /world/sent} lists what was taken. It keeps everything in memory.
 */
public final class LoopsWorld implements AutoCloseable {

    private static final int LARGEST_BODY = 4 << 20;

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String apiKey;
    private final RateLimit limit;
    private final Transactional transactional;
    private volatile int outage;

    private LoopsWorld(HttpServer server, String apiKey, Clock clock) {
        this.server = server;
        this.apiKey = apiKey;
        this.limit = new RateLimit(clock);
        this.transactional = new Transactional(clock);
    }

    /**
     * @param port 0 takes a free one
     * @param apiKey the only key that is believed
     */
    public static LoopsWorld start(int port, String apiKey, Clock clock) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var world = new LoopsWorld(server, apiKey, clock);
            server.setExecutor(world.threads);
            server.createContext("/", world::handle);
            server.start();
            return world;
        } catch (IOException failure) {
            throw new UncheckedIOException("the Loops world could not take port " + port, failure);
        }
    }

    /** What a client has for a base URL. */
    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/api");
    }

    /** Makes a template, as somebody would in the editor of Loops; every variable must be given with each mail. */
    public void template(String id, String... variables) {
        transactional.template(id, Set.of(variables));
    }

    /** From the first to the last. */
    public List<SentMail> sent() {
        return transactional.sent();
    }

    /** Every request is answered with this status from now on; 0 ends the outage. */
    public void outage(int status) {
        outage = status;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Read to its end in any case: an answer before that would look like a broken connection.
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            Answer answer = answer(exchange, body);
            byte[] bytes = json.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (call.equals("GET /world/sent")) {
            return Answer.ok(Map.of("sent", sent()));
        }
        if (outage != 0) {
            return Answer.refused(outage, "Something went wrong");
        }
        int left = limit.take();
        exchange.getResponseHeaders().set("x-ratelimit-limit", String.valueOf(RateLimit.PER_SECOND));
        exchange.getResponseHeaders().set("x-ratelimit-remaining", String.valueOf(Math.max(left, 0)));
        if (left < 0) {
            return Answer.refused(429, "Rate limit exceeded");
        }
        if (!("Bearer " + apiKey).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Answer.refused(401, "Invalid API key");
        }
        if (body.length > LARGEST_BODY) {
            return Answer.refused(413, "Request body is too large");
        }
        return switch (call) {
            case "GET /api/v1/api-key" -> Answer.ok(Map.of("success", true, "teamName", "PenguinMails"));
            case "GET /api/v1/transactional-emails" -> transactional.list();
            case "POST /api/v1/transactional" ->
                transactional.send(body, exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            default -> Answer.refused(404, "Not found");
        };
    }
}
