package com.penguinmails.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Checks the signature of a token once a minute and its claims each time: a signature costs milliseconds until the JVM has compiled what
 * checks it, and the same token comes with every request of a user. What was refused is not remembered, and what was signed with a key that
 * the issuer has withdrawn is refused from the moment on in which the keys say so.
 *
 * <p>Safe to share between threads.
 */
public final class RememberedTokens implements JwtDecoder {

    static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** A few kilobytes each. */
    private static final int MOST = 2_000;

    private final JwtDecoder signatures;
    private final JWKSource<SecurityContext> keys;
    private final OAuth2TokenValidator<Jwt> claims;
    private final Cache<String, Signed> remembered;

    /** A token and the key that its signature was checked with. */
    private record Signed(Jwt jwt, JWK key) {}

    /** @param signatures refuses what is not signed with one of the keys, and nothing else */
    RememberedTokens(
            JwtDecoder signatures, JWKSource<SecurityContext> keys, OAuth2TokenValidator<Jwt> claims, Ticker ticker) {
        this.signatures = signatures;
        this.keys = keys;
        this.claims = claims;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    @Override
    public Jwt decode(String token) {
        Signed known = remembered.getIfPresent(token);
        return valid(known != null && known.key().equals(key(known.jwt())) ? known.jwt() : check(token));
    }

    /**
     * For those who must not wait: never fetches keys, so a withdrawn one may be believed here until the minute is over.
     *
     * @return empty when only {@link #decode} can tell
     * @throws JwtValidationException when its claims are not valid, or not any more
     */
    public Optional<Jwt> decodeIfRemembered(String token) {
        return Optional.ofNullable(remembered.getIfPresent(token))
                .map(Signed::jwt)
                .map(this::valid);
    }

    private Jwt valid(Jwt jwt) {
        OAuth2TokenValidatorResult result = claims.validate(jwt);
        if (result.hasErrors()) {
            throw new JwtValidationException("the token's claims are not valid", result.getErrors());
        }
        return jwt;
    }

    private Jwt check(String token) {
        Jwt jwt = signatures.decode(token);
        JWK key = key(jwt);
        if (key != null) {
            remembered.put(token, new Signed(jwt, key));
        }
        return jwt;
    }

    /** The one key of the issuer that the token names; null when there is none, or several, or nobody can tell. */
    private @Nullable JWK key(Jwt jwt) {
        if (!(jwt.getHeaders().get(JoseHeaderNames.KID) instanceof String id)) {
            return null;
        }
        try {
            List<JWK> named =
                    keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
            return named.size() == 1 ? named.getFirst() : null;
        } catch (KeySourceException unknown) {
            return null;
        }
    }
}
