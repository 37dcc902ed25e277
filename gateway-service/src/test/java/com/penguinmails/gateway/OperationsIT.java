package com.penguinmails.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.testkit.TestTokens;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** What operators and developers see. */
@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class OperationsIT {

    private final Door door;

    @Autowired
    OperationsIT(Environment environment) {
        this.door = new Door(environment);
    }

    @Test
    void theGatewayItselfIsAlive() {
        assertThat(door.get("/health").status()).isEqualTo(200);
        assertThat(door.get("/health").body()).contains("\"status\":\"UP\"", "\"service\":\"gateway\"");
        assertThat(door.get("/health/queue").status()).isEqualTo(200);
    }

    @Test
    void itsChecksSpeakForAllServices() {
        var db = door.get("/health/db");

        assertThat(db.status()).as("infrastructure is away").isEqualTo(503);
        assertThat(db.body()).contains("\"status\":\"DOWN\"", "not well at: infrastructure\"");
        assertThat(door.get("/health/email").status()).isEqualTo(503);
    }

    @Test
    void aRequestLeavesOneLineThatHoldsNoSecret(CapturedOutput output) {
        UUID tenant = UUID.randomUUID();
        String token = TestTokens.user(UUID.randomUUID(), tenant);

        var answer = door.call(
                "/api/v1/campaigns?search=private-words",
                request -> request.header("Authorization", "Bearer " + token));
        var link = door.get("/t/c/secret-link-token");

        assertThat(line(output, answer.requestId()))
                .contains(
                        "\"method\":\"GET\"",
                        "\"route\":\"campaigns\"",
                        "\"status\":200",
                        "\"ms\":",
                        "\"traceId\":\"",
                        "\"tenantId\":\"" + tenant + "\"")
                .doesNotContain("private-words", token);
        assertThat(line(output, link.requestId()))
                .contains("\"route\":\"tracking\"", "\"status\":200")
                .doesNotContain("tenantId");
        assertThat(output.getAll()).doesNotContain("secret-link-token", "private-words", token);
    }

    @Test
    void aFailureIsInTheLineToo(CapturedOutput output) {
        var answer = door.get("/api/v1/campaigns");

        assertThat(line(output, answer.requestId())).contains("\"status\":401", "\"route\":\"campaigns\"");
    }

    @Test
    void thePageWithTheApiLoadsFromTheGatewayAlone() {
        var redirect = door.get("/docs");
        var page = door.get("/docs/index.html");
        var services = door.get("/docs/swagger-initializer.js");

        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.header("Location")).isEqualTo("/docs/index.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui-bundle.js");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self'");
        assertThat(services.body())
                .contains("/openapi/${name}", "email-processor")
                .doesNotContain("petstore");
        assertThat(door.get("/docs/swagger-ui-bundle.js").status()).isEqualTo(200);
    }

    /** The line is written when the answer is out, so it may come a moment after it. */
    private static String line(CapturedOutput output, String requestId) {
        return await().until(
                        () -> output.getAll()
                                .lines()
                                .filter(line -> line.contains(requestId) && line.contains("\"message\":\"request\""))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
