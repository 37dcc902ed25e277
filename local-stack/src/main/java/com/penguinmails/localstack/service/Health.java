package com.penguinmails.localstack.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks services how they are. */
public final class Health implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * What a service answered.
     *
     * @param up it answered 200
     * @param detail the status code, or why there was none
     */
    public record Answer(boolean up, String detail) {}

    /** GET {@code <service>/health}. */
    public Answer of(URI service) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/health"))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean up = response.statusCode() == 200;
            return new Answer(up, up ? "200" : response.statusCode() + " " + shortened(response.body()));
        } catch (IOException e) {
            return new Answer(false, "no answer (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
