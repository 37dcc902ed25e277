package com.penguinmails.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedKeysIT {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer issuer;
    private JWKSource<SecurityContext> keys;

    @BeforeEach
    void publish() throws Exception {
        byte[] set = new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("known").generate())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, set.length);
            try (var body = exchange.getResponseBody()) {
                body.write(set);
            }
        });
        issuer.start();
        keys = PublishedKeys.at(
                URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks"), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void madeUpKeyIdsAreUnknownHoweverFastTheyCome() throws Exception {
        assertThat(find("known")).hasSize(1);
        for (int i = 0; i < 50; i++) {
            assertThat(find("made-up-" + i)).isEmpty();
        }
        assertThat(find("known")).hasSize(1);
        assertThat(asked.get()).as("asked of the issuer").isLessThan(25);
    }

    @Test
    void asLongAsNoKeyWasEverSeenTheIssuerIsAway() throws IOException {
        issuer.stop(0);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> find("known")).isInstanceOf(KeySourceException.class);
        }
    }

    private List<JWK> find(String id) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
    }
}
