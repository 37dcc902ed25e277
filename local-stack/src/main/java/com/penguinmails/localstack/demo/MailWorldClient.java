package com.penguinmails.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the mail world's ledger and turns its knobs. */
public final class MailWorldClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PAGE = 5_000;

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    public MailWorldClient(URI base) {
        this.base = base;
    }

    /** Counts over all mails of one sending domain. */
    public JsonNode summary(String senderDomain) {
        return body(get("/ledger/summary?senderDomain=" + encode(senderDomain)));
    }

    /** Every attempt of one sending domain, accepted or refused, in order. */
    public void attempts(String senderDomain, Consumer<JsonNode> each) {
        long after = 0;
        while (true) {
            JsonNode page = body(get(
                    "/ledger/messages?senderDomain=" + encode(senderDomain) + "&after=" + after + "&limit=" + PAGE));
            page.path("messages").forEach(each);
            if (!page.path("more").asBoolean()) {
                return;
            }
            after = page.path("next").asLong();
        }
    }

    /** The newest mail to an address. */
    public Optional<JsonNode> latestMail(String to) {
        HttpResponse<String> response = get("/mail/latest?to=" + encode(to));
        return response.statusCode() == 404 ? Optional.empty() : Optional.of(body(response));
    }

    /** Publishes a TXT record in its DNS zone, where it looks for DKIM keys. */
    public void publishTxt(String name, String value) {
        put("/dns/txt", JSON.createObjectNode().put("name", name).put("value", value));
    }

    /** @param greylistDelay how long a greylisted pair has to wait */
    public void greylistFor(Duration greylistDelay) {
        put("/behaviour", JSON.createObjectNode().put("greylistDelay", greylistDelay.toString()));
    }

    /** @param each how long every message takes */
    public void latency(Duration each) {
        put("/behaviour", JSON.createObjectNode().put("messageLatency", each.toString()));
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET().build());
    }

    private void put(String path, ObjectNode body) {
        body(send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString()))
                .build()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new IllegalStateException("the mail world does not answer at " + base, unreachable);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the mail world", stop);
        }
    }

    private static JsonNode body(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("the mail world answered " + response.statusCode() + " to " + response.uri()
                    + ": " + response.body());
        }
        return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
