package com.penguinmails.campaign;

import com.nimbusds.jwt.JWTClaimsSet;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Tokens that are good at any time, since these tests turn the clock by days. */
final class Tokens {

    private static final Date LONG_AGO = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Date FAR_AWAY = Date.from(Instant.parse("2100-01-01T00:00:00Z"));

    private Tokens() {}

    static String user(UUID userId, UUID tenantId, String... permissions) {
        return TestTokens.sign(TestTokens.userClaims(userId, tenantId, permissions)
                .issueTime(LONG_AGO)
                .notBeforeTime(LONG_AGO)
                .expirationTime(FAR_AWAY)
                .build());
    }

    /** For a program that comes with one of the person's keys. */
    static String key(UUID keyId, UUID userId, UUID tenantId, String... permissions) {
        return TestTokens.sign(TestTokens.userClaims(userId, tenantId, permissions)
                .claim("api_key", keyId.toString())
                .issueTime(LONG_AGO)
                .notBeforeTime(LONG_AGO)
                .expirationTime(FAR_AWAY)
                .build());
    }

    static String expired(UUID userId, UUID tenantId, String... permissions) {
        return TestTokens.sign(TestTokens.userClaims(userId, tenantId, permissions)
                .issueTime(LONG_AGO)
                .notBeforeTime(LONG_AGO)
                .expirationTime(Date.from(LONG_AGO.toInstant().plusSeconds(60)))
                .build());
    }

    static String service(String caller) {
        return TestTokens.sign(new JWTClaimsSet.Builder()
                .issuer(TestTokens.ISSUER)
                .audience(List.of("campaign"))
                .subject(caller)
                .claim("scope", "internal")
                .issueTime(LONG_AGO)
                .notBeforeTime(LONG_AGO)
                .expirationTime(FAR_AWAY)
                .build());
    }
}
