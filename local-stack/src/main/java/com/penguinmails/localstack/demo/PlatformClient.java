package com.penguinmails.localstack.demo;

import com.penguinmails.localstack.process.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the platform's public API through the gateway, as any program of a customer would.
 *
 * <p>Reads, and writes under an {@code Idempotency-Key}, are repeated while a part of the platform is away, for two minutes at most:
 * a service may be restarting.
 */
public final class PlatformClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final URI gateway;
    private final HttpClient http;
    private @Nullable String accessToken;

    public PlatformClient(URI gateway) {
        this.gateway = gateway;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** An answer with its status; the body is an empty object when there was none. */
    public record Answer(int status, JsonNode body) {

        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** The platform refused something that should have worked; the message holds its problem document. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    public static ObjectNode json() {
        return JSON.createObjectNode();
    }

    public void useToken(String token) {
        this.accessToken = token;
    }

    public JsonNode get(String path) {
        return expectSuccess("GET", path, exchange(path, request -> request.GET()));
    }

    /** As {@link #get}, but hands back refusals too. */
    public Answer tryGet(String path) {
        return exchange(path, request -> request.GET());
    }

    public JsonNode post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    public JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    public Answer tryPost(String path, JsonNode body) {
        return exchange(
                path,
                request -> request.header("Content-Type", "application/json")
                        .method("POST", BodyPublishers.ofString(body.toString())));
    }

    /** Uploads a file as {@code multipart/form-data}. */
    public JsonNode upload(String path, String fileName, byte[] content, String listName) {
        String boundary = "pm-" + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"listName\"\r\n\r\n" + listName
                + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: text/csv\r\n\r\n";
        BodyPublisher body = BodyPublishers.ofByteArrays(java.util.List.of(
                head.getBytes(StandardCharsets.UTF_8),
                content,
                ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8)));
        return expectSuccess(
                "POST",
                path,
                exchange(
                        path,
                        request -> request.header("Idempotency-Key", key)
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(body)));
    }

    private JsonNode send(String method, String path, JsonNode body) {
        String key = UUID.randomUUID().toString();
        return expectSuccess(
                method,
                path,
                exchange(
                        path,
                        request -> request.header("Idempotency-Key", key)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body.toString()))));
    }

    private interface Shape {
        HttpRequest.Builder apply(HttpRequest.Builder request);
    }

    private Answer exchange(String path, Shape shape) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT);
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        HttpRequest ready = shape.apply(request).build();
        Deadline deadline = Deadline.in(PATIENCE);
        while (true) {
            String away;
            try {
                HttpResponse<String> response = http.send(ready, BodyHandlers.ofString());
                if (response.statusCode() != 502 && response.statusCode() != 503 && response.statusCode() != 504) {
                    return new Answer(response.statusCode(), parse(response.body()));
                }
                away = response.statusCode() + " " + response.body();
            } catch (IOException unreachable) {
                away = unreachable.toString();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new Refused("interrupted while calling " + path);
            }
            if (!deadline.pause(PAUSE)) {
                throw new Refused(path + " could not be reached for " + PATIENCE.toSeconds() + " s: " + away);
            }
        }
    }

    private static JsonNode expectSuccess(String method, String path, Answer answer) {
        if (!answer.isSuccess()) {
            throw new Refused(method + " " + path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    private static JsonNode parse(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (tools.jackson.core.JacksonException notJson) {
            return JSON.createObjectNode().put("text", body);
        }
    }
}
