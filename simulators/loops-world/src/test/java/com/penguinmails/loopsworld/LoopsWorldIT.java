package com.penguinmails.loopsworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopsWorldIT {

    private static final String MAIL = """
            {"email":"ana@example.com","transactionalId":"verify-1","addToAudience":false,"dataVariables":{"link":"https://x.example"}}""";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final LoopsWorld world = LoopsWorld.start(0, "the-key", new SteppedClock());
    private final HttpClient http = HttpClient.newHttpClient();

    LoopsWorldIT() {
        world.template("verify-1", "link");
    }

    @AfterEach
    void stop() {
        world.close();
        http.close();
    }

    @Test
    void takesAMailAndSaysSo() throws Exception {
        var answer = send(MAIL, "key-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.headers().firstValue("x-ratelimit-limit")).hasValue("10");
        assertThat(answer.headers().firstValue("x-ratelimit-remaining")).hasValue("9");
        assertThat(world.sent())
                .containsExactly(
                        new SentMail("ana@example.com", "verify-1", Map.of("link", "https://x.example"), "key-1"));
        assertThat(get("/../world/sent", "").body()).contains("ana@example.com");
    }

    @Test
    void aKeyIsGoodOnceADay() throws Exception {
        send(MAIL, "key-1");

        assertThat(send(MAIL, "key-1").statusCode()).isEqualTo(409);
        assertThat(send(MAIL, "key-2").statusCode()).isEqualTo(200);
        assertThat(send(MAIL, "x".repeat(101)).statusCode()).isEqualTo(400);
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(24)));
        assertThat(send(MAIL, "key-1").statusCode()).isEqualTo(200);
        assertThat(world.sent()).hasSize(3);
    }

    @Test
    void ofManyWithOneKeyOneIsSent() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> send(MAIL, "key-1").statusCode()))
                    .toList()) {
                assertThat(answer.get()).isIn(200, 409);
            }
        }
        assertThat(world.sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | not json",
                "400 | []",
                "400 | {\"email\":\"nobody\",\"transactionalId\":\"verify-1\",\"dataVariables\":{\"link\":\"x\"}}",
                "400 | {\"email\":\"a@example.com\",\"transactionalId\":\"verify-1\",\"dataVariables\":{}}",
                "400 | {\"email\":\"a@example.com\",\"transactionalId\":\"verify-1\",\"dataVariables\":{\"link\":\"x\"},\"cc\":\"b\"}",
                "400 | {\"email\":\"a@example.com\",\"transactionalId\":\"verify-1\",\"dataVariables\":{\"link\":\"x\"},\"attachments\":[]}",
                "404 | {\"email\":\"a@example.com\",\"transactionalId\":\"other\",\"dataVariables\":{\"link\":\"x\"}}"
            })
    void refusesWhatLoopsRefuses(int status, String body) throws Exception {
        var answer = send(body, "key-1");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"success\":false").contains("\"message\":");
        assertThat(world.sent()).isEmpty();
        assertThat(send(MAIL, "key-1").statusCode())
                .as("a refusal uses no key up")
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        assertThat(send(MAIL.replace("https://x.example", "x".repeat(501)), null)
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("x".repeat((4 << 20) + 1), null).statusCode()).isEqualTo(413);
    }

    @Test
    void theEleventhRequestOfASecondIsTooMany() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(send(MAIL, null).statusCode()).isEqualTo(200);
        }
        assertThat(send(MAIL, null).statusCode()).isEqualTo(429);
        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(send(MAIL, null).statusCode()).isEqualTo(200);
    }

    @Test
    void theKeyIsCheckedAndTheRestIsNotFound() throws Exception {
        assertThat(get("/v1/api-key", "the-key").body()).contains("\"success\":true", "teamName");
        assertThat(get("/v1/api-key", "another").statusCode()).isEqualTo(401);
        assertThat(get("/v1/transactional-emails", "the-key").body()).contains("verify-1", "link");
        assertThat(get("/v1/nothing", "the-key").statusCode()).isEqualTo(404);
    }

    @Test
    void anOutageIsOneUntilItEnds() throws Exception {
        world.outage(503);
        assertThat(send(MAIL, "key-1").statusCode()).isEqualTo(503);
        assertThat(get("/v1/api-key", "the-key").statusCode()).isEqualTo(503);
        world.outage(0);
        assertThat(send(MAIL, "key-1").statusCode()).isEqualTo(200);
    }

    @Test
    void asAProcessItIsSetUpByItsEnvironment() throws Exception {
        try (var other = LoopsWorldMain.start(Map.of(
                "LOOPS_WORLD_PORT", "0", "LOOPS_WORLD_API_KEY", "k", "LOOPS_WORLD_TEMPLATES", "a-1:link,token; b-1"))) {
            var request = HttpRequest.newBuilder(URI.create(other.url() + "/v1/transactional-emails"))
                    .header("Authorization", "Bearer k")
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).body()).contains("a-1", "b-1", "token");
        }
        assertThatThrownBy(() -> LoopsWorldMain.start(Map.of("LOOPS_WORLD_PORT", "many")))
                .hasMessageContaining("LOOPS_WORLD_PORT");
        assertThatThrownBy(() -> LoopsWorldMain.start(Map.of("LOOPS_WORLD_TEMPLATES", "a b:c")))
                .hasMessageContaining("LOOPS_WORLD_TEMPLATES");
    }

    private HttpResponse<String> send(String body, @Nullable String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(world.url() + "/v1/transactional"))
                .header("Authorization", "Bearer the-key")
                .POST(BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(world.url() + path).normalize())
                .header("Authorization", "Bearer " + key)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private final class SteppedClock extends Clock {

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
