package com.penguinmails.tokens;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the issuer publishes, fetched on first use and again after ten minutes.
 *
 * <p>They are kept for four hours over an outage of the issuer, so that valid tokens go on working while user-service is away. A key that
 * is not known is asked for at once, but never more than once a second: made-up key ids are no way to knock the issuer down.
 */
public final class PublishedKeys {

    private static final Duration KEYS_LIVE = Duration.ofMinutes(10);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration OUTAGE_TOLERANCE = Duration.ofHours(4);
    private static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_KEY_SET_BYTES = 64 * 1024;

    private PublishedKeys() {}

    /**
     * Whoever makes up key ids faster than they are looked up is told that there is no such key, and not that the issuer is away. As long as
     * no key was ever seen the issuer is away indeed.
     */
    private static final class UnknownKeysAreNone implements JWKSource<SecurityContext> {

        private final JWKSource<SecurityContext> published;
        private volatile boolean seen;

        UnknownKeysAreNone(JWKSource<SecurityContext> published) {
            this.published = published;
        }

        @Override
        public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
            try {
                List<JWK> keys = published.get(selector, context);
                seen = true;
                return keys;
            } catch (RateLimitReachedException tooOften) {
                if (seen) {
                    return List.of();
                }
                throw tooOften;
            }
        }
    }

    /**
     * @param timeout to reach the issuer, and again to read its answer
     * @throws IllegalArgumentException when the address is no URL
     */
    public static JWKSource<SecurityContext> at(URI jwksUri, Duration timeout) {
        try {
            int millis = Math.toIntExact(timeout.toMillis());
            JWKSource<SecurityContext> published = JWKSourceBuilder.create(
                            jwksUri.toURL(), new DefaultResourceRetriever(millis, millis, MAX_KEY_SET_BYTES))
                    .cache(KEYS_LIVE.toMillis(), REFRESH_TIMEOUT.toMillis())
                    .rateLimited(MIN_REFRESH_INTERVAL.toMillis())
                    .retrying(true)
                    .outageTolerant(OUTAGE_TOLERANCE.toMillis())
                    .build();
            return new UnknownKeysAreNone(published);
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException("penguinmails.security.jwks-uri is not a URL", wrong);
        }
    }
}
