package com.penguinmails.gateway;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Stands for a service: writes down every request that reaches it and, unless the path asks for trouble, answers 200. */
final class FakeService {

    /** What reached the service. */
    record Received(String method, String uri, Headers headers, String body) {

        int bodyLength() {
            return body.length();
        }

        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }

        String requestId() {
            return header("X-Request-Id");
        }
    }

    /** What a service says beside its usual answer. */
    record Said(int status, String body) {}

    private final Map<String, Function<Received, Said>> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch endOfTests = new CountDownLatch(1);
    private final HttpServer server;
    private final String name;

    private FakeService(String name, HttpServer server) {
        this.name = name;
        this.server = server;
    }

    static FakeService start(String name) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var service = new FakeService(name, server);
            server.createContext("/", service::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return service;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Nobody listens at its port any more. */
    void stop() {
        server.stop(0);
    }

    /** Answers this path so from now on. */
    void answer(String path, Function<Received, Said> answer) {
        answers.put(path, answer);
    }

    List<Received> receivedAt(String path) {
        return received.stream().filter(request -> request.uri().equals(path)).toList();
    }

    List<Received> received(String requestId) {
        return received.stream()
                .filter(request -> request.requestId().equals(requestId))
                .toList();
    }

    int count() {
        return received.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        String path = exchange.getRequestURI().getRawPath();
        var request = new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body);
        received.add(request);
        Function<Received, Said> answer = answers.get(path);
        if (answer != null) {
            Said said = answer.apply(request);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            respond(exchange, said.status(), said.body());
        } else if (path.endsWith("/hang")) {
            hang();
            exchange.close();
        } else if (path.endsWith("/stall")) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            hang();
            exchange.close();
        } else if (path.endsWith("/break-off")) {
            // Closing without having answered: the caller sees the connection end.
            exchange.close();
        } else if (path.endsWith("/break-off-once")
                && received(requestId(exchange)).size() == 1) {
            exchange.close();
        } else if (path.endsWith("/bug")) {
            exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
            respond(exchange, 500, "{\"code\":\"internal-error\",\"status\":500}");
        } else if (path.endsWith("/page")) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'; form-action 'self'");
            exchange.getResponseHeaders().set("Cache-Control", "private, max-age=60");
            exchange.getResponseHeaders().set("X-Request-Id", requestId(exchange));
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            respond(exchange, 200, "<p>page</p>");
        } else {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            respond(exchange, 200, "{\"service\":\"" + name + "\"}");
        }
    }

    private static String requestId(HttpExchange exchange) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Request-Id"), "");
    }

    private void hang() {
        try {
            endOfTests.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
        exchange.close();
    }
}
