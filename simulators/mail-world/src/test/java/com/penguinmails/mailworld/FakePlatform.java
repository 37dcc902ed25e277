package com.penguinmails.mailworld;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The few public paths of the platform that recipients touch, and a record of who came. */
final class FakePlatform implements AutoCloseable {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    FakePlatform(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 50);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, 404, null));
        server.createContext("/t/o/", exchange -> answer(exchange, 200, null));
        server.createContext("/t/c/", exchange -> answer(exchange, 302, "https://shop.example/offer?x=1"));
        server.createContext("/t/hop/", exchange -> answer(exchange, 302, "/t/c/second"));
        server.createContext("/u/", exchange -> answer(exchange, 200, null));
        server.createContext("/u/gone", exchange -> answer(exchange, 410, null));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Method, path and body of every request so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange, int status, @Nullable String location) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).trim());
            if (location != null) {
                exchange.getResponseHeaders().set("Location", location);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
