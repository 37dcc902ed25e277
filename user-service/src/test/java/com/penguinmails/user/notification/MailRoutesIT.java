package com.penguinmails.user.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.MailSink;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailRoutesIT {

    private static final MailSink SMTP = new MailSink().start();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Call(String path, String key, String idempotencyKey, JsonNode body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final String recipient = UUID.randomUUID() + "@example.com";
    private final PlatformMail mail = new PlatformMail(
            UUID.randomUUID(),
            new EmailAddress(recipient),
            "verify-address",
            Map.of("link", "https://example.com/l"),
            "Confirm",
            "the text");

    private HttpServer loops;
    private volatile int loopsAnswers = 200;

    @BeforeEach
    void startLoops() throws IOException {
        loops = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        loops.createContext("/api/", this::answer);
        loops.start();
    }

    @AfterEach
    void stopLoops() {
        loops.stop(0);
    }

    @Test
    void loopsCarriesTheMailsItHasATemplateFor() {
        routes("template-1", true).send(mail);

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/api/v1/transactional");
            assertThat(call.key()).isEqualTo("Bearer loops-key");
            assertThat(call.idempotencyKey()).isEqualTo(mail.id().toString());
            assertThat(call.body()).isEqualTo(JSON.readTree("""
                    {"transactionalId":"template-1","email":"%s","addToAudience":false,
                     "dataVariables":{"link":"https://example.com/l"}}""".formatted(recipient)));
        });
        assertThat(SMTP.to(recipient)).isEmpty();
    }

    @Test
    void aMailWithoutATemplateGoesBySmtp() {
        routes("", true).send(mail);

        assertThat(calls).isEmpty();
        assertThat(SMTP.to(recipient))
                .singleElement()
                .satisfies(sent -> assertThat(sent.content())
                        .contains("the text")
                        .contains("Subject: Confirm")
                        .containsPattern("Message-ID: <[^>]+@penguinmails.example>")
                        .contains("From: PenguinMails <no-reply@penguinmails.example>"));
    }

    @Test
    void whatLoopsSentBeforeIsNotSentAgain() {
        loopsAnswers = 409;

        routes("template-1", true).send(mail);

        assertThat(SMTP.to(recipient)).isEmpty();
    }

    @Test
    void smtpStepsInWhenLoopsFailsOrIsGone() {
        for (int failure : new int[] {400, 401, 429, 500}) {
            loopsAnswers = failure;
            routes("template-1", true).send(mail);
        }
        loops.stop(0);
        routes("template-1", true).send(mail);

        assertThat(SMTP.to(recipient)).hasSize(5);
    }

    @Test
    void withoutARouteTheMailIsUnavailableAndNotLost() {
        loopsAnswers = 500;

        assertThatThrownBy(() -> routes("template-1", false).send(mail))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("mail-unavailable"));
        assertThatThrownBy(() -> new MailRoutes(null, null).send(mail)).isInstanceOf(Refusal.class);
    }

    @Test
    void healthFollowsTheRoutes() {
        assertThat(routes("template-1", true).check().up()).isTrue();
        loopsAnswers = 401;
        assertThat(routes("template-1", true).check())
                .satisfies(report -> assertThat(report.detail()).isEqualTo("one of two mail routes works"))
                .satisfies(report -> assertThat(report.up()).isTrue());
        assertThat(routes("template-1", false).check().up()).isFalse();
        assertThat(new MailRoutes(null, null).check().up()).isFalse();
    }

    private MailRoutes routes(String template, boolean withSmtp) {
        var configured = new MailProperties.Loops(
                "loops-key",
                URI.create("http://localhost:" + loops.getAddress().getPort() + "/api"),
                Map.of("verify-address", template));
        SmtpServer server = SmtpServer.parse("smtp://localhost:" + SMTP.port());
        return new MailRoutes(
                new LoopsMail(configured),
                withSmtp ? new SmtpMail(server, MailProperties.Tls.AUTO, "no-reply@penguinmails.example") : null);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                JSON.readTree(body.isEmpty() ? "{}" : body)));
        exchange.sendResponseHeaders(loopsAnswers, -1);
        exchange.close();
    }
}
