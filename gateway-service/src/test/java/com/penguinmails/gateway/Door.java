package com.penguinmails.gateway;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.core.env.Environment;

/** Knocks at the gateway. Every call has an id of its own, under which the services know it. */
final class Door {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final int port;

    Door(Environment environment) {
        this.port = environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** An answer, and what the services saw of the question. */
    record Answer(String requestId, HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return String.join(", ", response.headers().allValues(name));
        }

        List<FakeService.Received> receivedBy(ServiceName service) {
            return FakePlatform.service(service).received(requestId);
        }
    }

    Answer get(String path) {
        return call(path, request -> {});
    }

    Answer getSignedIn(String path) {
        return call(path, request -> request.header("Authorization", "Bearer " + token()));
    }

    static String token() {
        return TestTokens.user(UUID.randomUUID(), UUID.randomUUID());
    }

    Answer post(String path, String body, Consumer<HttpRequest.Builder> more) {
        return call(path, request -> {
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
            more.accept(request);
        });
    }

    Answer call(String path, Consumer<HttpRequest.Builder> more) {
        String requestId = UUID.randomUUID().toString();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Request-Id", requestId)
                .timeout(Duration.ofSeconds(30));
        more.accept(request);
        try {
            return new Answer(requestId, HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Sends bytes that no decent client would, and reads until the gateway closes. Answers the status, 0 for none. */
    int raw(String request) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same for a plain GET of {@code target}, as a signed-in person. */
    int rawGet(String target, String requestId) {
        return raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: " + requestId
                + "\r\nAuthorization: Bearer " + token() + "\r\nConnection: close\r\n\r\n");
    }
}
