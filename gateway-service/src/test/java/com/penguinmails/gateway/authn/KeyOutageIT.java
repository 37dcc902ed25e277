package com.penguinmails.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.testkit.TestTokens;
import com.penguinmails.tokens.EndedSessions;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** user-service publishes the keys; whoever is signed in already should not notice when it is away. */
class KeyOutageIT {

    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void keysOnceFetchedGoOnWorkingWhenTheIssuerIsAway() throws Exception {
        HttpServer issuer = issuer();
        var tokens = tokens("http://127.0.0.1:" + issuer.getAddress().getPort() + "/oauth2/jwks");
        UUID tenant = UUID.randomUUID();
        assertThat(tokens.verify(bearer(TestTokens.user(UUID.randomUUID(), tenant)))
                        .blockOptional())
                .hasValueSatisfying(caller -> assertThat(caller.tenantId()).isEqualTo(tenant.toString()));

        issuer.stop(0);

        assertThat(tokens.verify(bearer(TestTokens.user(UUID.randomUUID(), tenant)))
                        .blockOptional())
                .isPresent();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void withoutKeysNobodyIsTurnedAwayForAWrongToken() {
        var tokens = tokens("http://127.0.0.1:11/oauth2/jwks");

        assertThatThrownBy(() -> tokens.verify(bearer(TestTokens.user(UUID.randomUUID(), null)))
                        .block())
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                    assertThat(refusal.code()).isEqualTo("token-check-unavailable");
                });
    }

    @Test
    void tokensOfUnknownKeysDoNotMakeTheGatewayFetchKeysAgainAndAgain() throws Exception {
        HttpServer issuer = issuer();
        var tokens = tokens("http://127.0.0.1:" + issuer.getAddress().getPort() + "/oauth2/jwks");
        var claims = TestTokens.userClaims(UUID.randomUUID(), null).build();

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> tokens.verify(bearer(TestTokens.sign(claims, TestTokens.strangeKey())))
                            .block())
                    .isInstanceOf(Refusal.class);
        }

        issuer.stop(0);
        assertThat(fetches.get()).isLessThan(25);
    }

    private static Tokens tokens(String keys) {
        return new Tokens(
                new TokenProperties(TestTokens.ISSUER, URI.create(keys), null), new EndedSessions(), Clock.systemUTC());
    }

    private static HttpHeaders bearer(String token) {
        var headers = new HttpHeaders();
        headers.setBearerAuth(token);
        return headers;
    }

    /** Serves the keys of {@link TestTokens}, and can go away. */
    private HttpServer issuer() throws Exception {
        byte[] keys;
        try (var in = URI.create(TestTokens.jwksUri()).toURL().openStream()) {
            keys = in.readAllBytes();
        }
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/jwks", exchange -> {
            fetches.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
        return server;
    }
}
