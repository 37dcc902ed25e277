package com.penguinmails.localstack.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Main program of the fake service: {@code /health}, {@code /environment}, and {@code /quit}, which ends it as a fatal error would.
 * {@code FAKE_FAILS=<name>} makes the service of that name fail at start.
 */
public final class FakeServiceMain {

    private FakeServiceMain() {}

    public static void main(String[] args) throws IOException {
        String name = System.getProperty("penguinmails.service", "?");
        Map<String, String> environment = System.getenv();
        System.out.println("fake " + name + " starts");
        if (name.equals(environment.get("FAKE_FAILS"))) {
            for (int line = 1; line <= 40; line++) {
                System.out.println("line " + line + " before the end");
            }
            System.err.println("fake " + name + " cannot go on: no such table");
            System.exit(3);
        }
        if (FakeServiceMain.class.getResource("/fake-library.txt") == null) {
            throw new IllegalStateException("the library is not on the class path");
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(environment.get("SERVER_PORT"))),
                0);
        server.createContext("/health", exchange -> answer(exchange, "{\"status\":\"UP\"}"));
        server.createContext(
                "/environment",
                exchange -> answer(
                        exchange,
                        environment.entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue())
                                .sorted()
                                .collect(Collectors.joining("\n"))));
        server.createContext("/quit", exchange -> {
            System.err.println("fake " + name + " was told to quit");
            System.exit(4);
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
