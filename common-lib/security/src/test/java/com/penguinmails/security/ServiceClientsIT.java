package com.penguinmails.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.kernel.Refusal;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.PostExchange;

/** Whoever calls another service learns whether it is away or broke over the very request. */
class ServiceClientsIT {

    interface Probe {

        @PostExchange("/internal/probe")
        List<Answer> ask(@RequestBody List<String> questions);
    }

    record Answer(String text) {}

    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer server;
    private volatile HttpHandler callee = exchange -> answer(exchange, 200, "application/json", "[{\"text\":\"yes\"}]");
    private volatile HttpHandler issuer =
            exchange -> answer(exchange, 200, "application/json", "{\"access_token\":\"t\",\"expires_in\":300}");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/probe", exchange -> callee.handle(exchange));
        server.createContext("/oauth2/token", exchange -> issuer.handle(exchange));
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
    }

    @Test
    void anAnswerIsAnAnswer() {
        assertThat(client(url()).ask(List.of("?"))).containsExactly(new Answer("yes"));
    }

    @Test
    void aRefusalComesBackAsItWas() {
        callee = exchange -> answer(
                exchange,
                409,
                "application/problem+json",
                "{\"status\":409,\"code\":\"not-ready\",\"detail\":\"Not yet.\"}");
        Refusal refusal = refused(client(url()));
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        assertThat(refusal.code()).isEqualTo("not-ready");
        assertThat(refusal.publicDetail()).isEqualTo("Not yet.");
    }

    @ParameterizedTest
    @CsvSource({
        "503, application/problem+json, database-unavailable, database-unavailable",
        "503, text/html, '', service-unavailable",
        "429, text/html, '', service-unavailable",
        "401, application/problem+json, authentication-required, service-unavailable",
        "403, application/problem+json, forbidden, service-unavailable"
    })
    void aServiceThatDoesNotTakeTheRequestIsAway(int status, String type, String code, String expected) {
        callee = exchange -> answer(exchange, status, type, "{\"code\":\"" + code + "\"}");
        assertUnavailable(refused(client(url())), expected);
    }

    @ParameterizedTest
    @CsvSource({
        "500, internal-error",
        "500, ''",
        "501, ''",
        "502, ''",
        "504, service-timeout",
        "400, ''",
        "418, teapot",
        // What another service behind it said of it.
        "503, service-failed"
    })
    void aServiceThatErrsOverARequestFailed(int status, String code) {
        callee = exchange -> answer(exchange, status, "application/problem+json", "{\"code\":\"" + code + "\"}");
        assertUnavailable(refused(client(url())), ServiceClients.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>It works!</html>", "[{\"text\":", "{}"})
    void aServiceThatAnswersNonsenseFailed(String body) {
        callee = exchange -> answer(exchange, 200, "application/json", body);
        assertUnavailable(refused(client(url())), ServiceClients.FAILED);
    }

    @Test
    void aServiceThatHangsUpWithoutAWordFailed() {
        callee = HttpExchange::close;
        assertUnavailable(refused(client(url())), ServiceClients.FAILED);
    }

    @Test
    void aServiceThatHangsUpInTheMiddleOfItsAnswerFailed() {
        callee = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("[{".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        };
        assertUnavailable(refused(client(url())), ServiceClients.FAILED);
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeFailed() {
        callee = exchange -> {
            try {
                var _ = done.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
        assertUnavailable(refused(client(url(), Duration.ofMillis(300))), ServiceClients.FAILED);
    }

    @Test
    void nobodyAtThePortIsAway() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertUnavailable(refused(client(URI.create("http://127.0.0.1:" + free))), ServiceClients.AWAY);
    }

    @Test
    void aNameThatNobodyHasIsAway() {
        assertUnavailable(refused(client(URI.create("http://nobody.invalid:80"))), ServiceClients.AWAY);
    }

    /** Without a token the callee was never asked. */
    @ParameterizedTest
    @ValueSource(ints = {400, 500, 503})
    void anIssuerThatGivesNoTokenIsNoFailureOfTheRequest(int status) {
        issuer = exchange -> answer(exchange, status, "application/json", "{}");
        assertUnavailable(refused(client(url())), ServiceClients.AWAY);
    }

    @Test
    void afterManyFailuresTheServiceCountsAsAway() {
        callee = HttpExchange::close;
        Probe client = client(url());
        for (int i = 0; i < 20; i++) {
            assertUnavailable(refused(client), ServiceClients.FAILED);
        }
        assertUnavailable(refused(client), ServiceClients.AWAY);
    }

    private static void assertUnavailable(Refusal refusal, String code) {
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
        assertThat(refusal.code()).isEqualTo(code);
    }

    private static Refusal refused(Probe client) {
        return catchThrowableOfType(Refusal.class, () -> client.ask(List.of("?")));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Probe client(URI url) {
        return client(url, Duration.ofSeconds(20));
    }

    private Probe client(URI url, Duration readTimeout) {
        var properties = new SecurityProperties(
                "worker",
                "http://issuer",
                url().resolve("/oauth2/jwks"),
                url().resolve("/oauth2/token"),
                "secret",
                Map.of(ServiceName.CAMPAIGN.id(), url),
                Duration.ofSeconds(2),
                readTimeout);
        var noBuilders = new StaticListableBeanFactory().getBeanProvider(RestClient.Builder.class);
        return new ServiceClients(properties, new ServiceTokens(properties, Clock.systemUTC()), noBuilders)
                .create(ServiceName.CAMPAIGN, Probe.class);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
