package com.penguinmails.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mints tokens like user-service does, and serves the key set that verifies them. */
public final class TestTokens {

    public static final String ISSUER = "https://penguinmails.test";
    public static final String API_AUDIENCE = "penguinmails-api";

    private TestTokens() {}

    /** Where the application under test fetches the keys. */
    public static String jwksUri() {
        return Keys.INSTANCE.uri;
    }

    /** An access token of a person; no tenant means none was chosen yet. */
    public static String user(UUID userId, @Nullable UUID tenantId, String... permissions) {
        return sign(userClaims(userId, tenantId, permissions).build());
    }

    /** For tests that want to bend one claim. */
    public static JWTClaimsSet.Builder userClaims(UUID userId, @Nullable UUID tenantId, String... permissions) {
        var claims = base(API_AUDIENCE)
                .subject(userId.toString())
                .claim("sid", UUID.randomUUID().toString())
                .claim("permissions", Arrays.asList(permissions))
                .claim("email_verified", true);
        if (tenantId != null) {
            claims.claim("tid", tenantId.toString()).claim("role", "owner");
        }
        return claims;
    }

    /** A token with which {@code caller} calls {@code callee} between services. */
    public static String service(String caller, String callee) {
        return sign(base(callee).subject(caller).claim("scope", "internal").build());
    }

    public static String sign(JWTClaimsSet claims) {
        return sign(claims, Keys.INSTANCE.key);
    }

    public static String sign(JWTClaimsSet claims, ECKey key) {
        return sign(claims, key, new JOSEObjectType("at+jwt"));
    }

    /** Signed with the true key, with another {@code typ}; null for none. */
    public static String signAs(@Nullable JOSEObjectType type, JWTClaimsSet claims) {
        return sign(claims, Keys.INSTANCE.key, type);
    }

    private static String sign(JWTClaimsSet claims, ECKey key, @Nullable JOSEObjectType type) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .type(type)
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A key that no key set knows. */
    public static ECKey strangeKey() {
        return newKey("strange");
    }

    private static JWTClaimsSet.Builder base(String audience) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(List.of(audience))
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)))
                .jwtID(UUID.randomUUID().toString());
    }

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private enum Keys {
        INSTANCE;

        private final ECKey key = newKey("test-key");
        private final String uri = serve();

        private String serve() {
            try {
                byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
                var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/oauth2/jwks", exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, keys.length);
                    try (var body = exchange.getResponseBody()) {
                        body.write(keys);
                    }
                });
                server.start();
                return "http://localhost:" + server.getAddress().getPort() + "/oauth2/jwks";
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
