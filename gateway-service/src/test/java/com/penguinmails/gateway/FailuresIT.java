package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.BILLING;
import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static com.penguinmails.contracts.ServiceName.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@GatewayTest
class FailuresIT {

    private final Door door;
    private final MeterRegistry meters;

    @Autowired
    FailuresIT(Environment environment, MeterRegistry meters) {
        this.door = new Door(environment);
        this.meters = meters;
    }

    @Test
    void aServiceThatIsAwayIsUnavailableAndSoonLeftAlone() {
        for (int i = 0; i < 12; i++) {
            var answer = door.getSignedIn("/api/v1/mailboxes");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body())
                    .contains("\"code\":\"service-unavailable\"", answer.requestId())
                    .doesNotContain("Exception", "127.0.0.1");
        }

        assertThat(meters.get("resilience4j.circuitbreaker.not.permitted.calls")
                        .tag("name", "infrastructure")
                        .counter()
                        .count())
                .as("calls that were not even tried")
                .isPositive();
        assertThat(door.getSignedIn("/api/v1/campaigns").status())
                .as("another service is not concerned")
                .isEqualTo(200);
    }

    @Test
    void aServiceThatDoesNotAnswerTimesOut() {
        var answer = door.getSignedIn("/api/v1/tenants/hang");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"service-timeout\"");
        assertThat(answer.receivedBy(TENANT)).as("is not asked again").hasSize(1);
    }

    @Test
    void aServiceThatStopsInTheMiddleOfItsAnswerTimesOutToo() {
        var answer = door.getSignedIn("/api/v1/tenants/stall");

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"service-timeout\"");
        assertThat(answer.receivedBy(TENANT)).as("is not asked again").hasSize(1);
    }

    @Test
    void halfAnAnswerIsCutOffWithItsConnection() {
        assertThatThrownBy(() -> door.get("/t/stall"))
                .as("neither whole nor waited for")
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void anAnswerWithAnErrorIsTheServicesOwn() {
        for (int i = 0; i < 25; i++) {
            var answer = door.getSignedIn("/api/v1/billing/bug");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"code\":\"internal-error\",\"status\":500}");
        }
        assertThat(door.getSignedIn("/api/v1/billing/plans").receivedBy(BILLING))
                .as("one broken endpoint does not close the service")
                .hasSize(1);
    }

    @Test
    void aQuestionIsAskedAgainWhenTheConnectionBreaksOff() {
        var answer = door.getSignedIn("/api/v1/campaigns/break-off-once");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(CAMPAIGN)).hasSize(2);
    }

    @Test
    void aChangeIsNeverAskedForTwice() {
        var answer = door.post(
                "/api/v1/campaigns/break-off",
                "{}",
                request -> request.header("Authorization", "Bearer " + Door.token()));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("\"code\":\"service-interrupted\"");
        assertThat(answer.receivedBy(CAMPAIGN)).hasSize(1);
    }

    @Test
    void nobodyOpensAWebSocketWhereThereIsNone() {
        assertThat(door.raw(
                        "GET /t/o/abc HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
                .isEqualTo(400);
    }
}
