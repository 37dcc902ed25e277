package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static com.penguinmails.contracts.ServiceName.EMAIL_PROCESSOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@GatewayTest
class CrossOriginIT {

    private static final String CAMPAIGNS = "/api/v1/campaigns";

    private final Door door;

    @Autowired
    CrossOriginIT(Environment environment) {
        this.door = new Door(environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "https://other.example.com", TestTokens.ISSUER})
    void pagesOfListedOriginsMayAsk(String origin) {
        var preflight = door.call(
                CAMPAIGNS,
                request -> request.method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key"));
        var answer = door.call(
                CAMPAIGNS,
                request -> request.header("Origin", origin).header("Authorization", "Bearer " + Door.token()));

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight.receivedBy(CAMPAIGN)).isEmpty();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("RateLimit-Remaining");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example.com",
                "https://app.example.com.evil.example",
                "https://app.example.com:8443",
                "null",
            })
    void pagesOfOtherOriginsMayNot(String origin) {
        var preflight = door.call(
                CAMPAIGNS,
                request -> request.method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET"));
        var answer = door.call(
                CAMPAIGNS,
                request -> request.header("Origin", origin).header("Authorization", "Bearer " + Door.token()));

        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.receivedBy(CAMPAIGN)).isEmpty();
    }

    @Test
    void aRefusalCanBeReadByAListedPage() {
        var answer = door.call(CAMPAIGNS, request -> request.header("Origin", "https://app.example.com"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://links.customer.example"})
    void theUnsubscribeFormWorksFromEverywhere(String origin) {
        var answer = door.post("/u/abc", "List-Unsubscribe=One-Click", request -> request.header("Origin", origin));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.receivedBy(EMAIL_PROCESSOR)).hasSize(1);
    }
}
