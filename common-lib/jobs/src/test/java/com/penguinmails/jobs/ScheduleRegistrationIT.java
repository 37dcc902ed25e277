package com.penguinmails.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.TestPlatform;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service says to the queuer when it starts, as it goes over the wire. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {TestPlatform.class, ScheduleRegistrationIT.Neighbours.class})
@DirtiesContext
class ScheduleRegistrationIT {

    private static final BlockingQueue<String> TOLD = new LinkedBlockingQueue<>();

    /** Gives tokens as user-service does, and listens as the queuer does. */
    static final class Neighbours implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            String url = serve();
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "neighbours",
                            Map.of(
                                    "penguinmails.jobs.declare-schedules",
                                    "true",
                                    "penguinmails.security.token-uri",
                                    url + "/oauth2/token",
                                    "penguinmails.security.services.queuer",
                                    url)));
        }

        private static String serve() {
            try {
                var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext(
                        "/oauth2/token",
                        exchange -> answer(
                                exchange, "{\"access_token\":\"a.b.c\",\"token_type\":\"Bearer\",\"expires_in\":300}"));
                server.createContext("/internal/schedules", exchange -> {
                    TOLD.add(exchange.getRequestMethod() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                    answer(exchange, "");
                });
                server.start();
                return "http://localhost:" + server.getAddress().getPort();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void answer(HttpExchange exchange, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    @Test
    void aStartingServiceTellsTheQueuerItsSchedules() throws InterruptedException {
        String told = String.valueOf(TOLD.poll(30, TimeUnit.SECONDS));
        assertThat(told).startsWith("PUT Bearer a.b.c [");
        JsonNode schedules = JsonMapper.builder().build().readTree(told.substring(told.indexOf('[')));
        assertThat(schedules.size()).isEqualTo(1);
        JsonNode schedule = schedules.get(0);
        assertThat(schedule.get("name").asString()).isEqualTo("echo-nightly");
        assertThat(schedule.get("kind").get("handler").asString()).isEqualTo("CAMPAIGN");
        assertThat(schedule.get("payload").asString()).isEqualTo("{\"n\":7}");
        assertThat(schedule.get("zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(schedule.get("missed").asString()).isEqualTo("ONCE");
    }
}
