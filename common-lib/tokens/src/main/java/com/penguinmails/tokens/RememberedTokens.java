package com.penguinmails.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Checks the signature of a token once a minute and its claims each time: a signature costs milliseconds until the JVM has compiled what
 * checks it, and the same token comes with every request of a user. What was refused is not remembered.
 *
 * <p>So a key that was withdrawn is believed a minute longer than {@link PublishedKeys} keep it. Safe to share between threads.
 */
final class RememberedTokens implements JwtDecoder {

    static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** A few kilobytes each. */
    private static final int MOST = 2_000;

    private final JwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> claims;
    private final Cache<String, Jwt> signed;

    /** @param signatures refuses what is not signed by the issuer, and nothing else */
    RememberedTokens(JwtDecoder signatures, OAuth2TokenValidator<Jwt> claims, Ticker ticker) {
        this.signatures = signatures;
        this.claims = claims;
        this.signed = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = signed.getIfPresent(token);
        if (jwt == null) {
            // Not within the cache: the keys may have to be fetched, and others need not wait for that.
            jwt = signatures.decode(token);
            signed.put(token, jwt);
        }
        OAuth2TokenValidatorResult result = claims.validate(jwt);
        if (result.hasErrors()) {
            throw new JwtValidationException("the token's claims are not valid", result.getErrors());
        }
        return jwt;
    }
}
