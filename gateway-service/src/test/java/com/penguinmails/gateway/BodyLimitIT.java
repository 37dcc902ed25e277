package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@GatewayTest
class BodyLimitIT {

    private static final int TWO_MB = 2 << 20;

    private final Door door;

    @Autowired
    BodyLimitIT(Environment environment) {
        this.door = new Door(environment);
    }

    @Test
    void whatFitsPasses() {
        var answer = send("/api/v1/campaigns", TWO_MB);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(CAMPAIGN))
                .singleElement()
                .satisfies(request -> assertThat(request.bodyLength()).isEqualTo(TWO_MB));
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsNotEvenRead() {
        String head = "POST /api/v1/campaigns HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Door.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: ";

        assertThat(door.raw(head + (TWO_MB + 1) + "\r\nConnection: close\r\n\r\n"))
                .isEqualTo(413);
        assertThat(door.raw(head + "99999999999999\r\nConnection: close\r\n\r\n"))
                .isEqualTo(413);
    }

    @Test
    void aBodyThatGrowsTooLargeIsCutOff() {
        var answer = sendChunked("/api/v1/campaigns", TWO_MB + 1);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"body-too-large\"", "2 MB");
        assertThat(answer.receivedBy(CAMPAIGN)).isEmpty();
    }

    @Test
    void anImportMayBeLarger() {
        var answer = sendChunked("/api/v1/leads/imports", 5 * TWO_MB);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(CAMPAIGN))
                .singleElement()
                .satisfies(request -> assertThat(request.bodyLength()).isEqualTo(5 * TWO_MB));
    }

    @Test
    void butNotEndlessly() {
        assertThat(door.raw("POST /api/v1/leads/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + Door.token() + "\r\nContent-Length: " + ((51 << 20) + 1) + "\r\nConnection: close\r\n\r\n"))
                .isEqualTo(413);
    }

    @Test
    void nobodyReadsTheBodyOfSomebodyWithoutAToken() {
        assertThat(door.raw(
                        "POST /api/v1/leads/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"))
                .isEqualTo(401);
    }

    private Door.Answer send(String path, int bytes) {
        return door.call(
                path,
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .POST(BodyPublishers.ofByteArray(new byte[bytes])));
    }

    private Door.Answer sendChunked(String path, int bytes) {
        return door.call(
                path,
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[bytes]))));
    }
}
