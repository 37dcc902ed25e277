package com.penguinmails.user.sso;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import com.penguinmails.user.sso.GuardedHttp.Answer;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What providers publish, kept for ten minutes. */
@Component
class Providers {

    private static final String PATH = "/.well-known/openid-configuration";
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** An unknown key is looked for anew, but not more often: made-up keys are no way to have us call somebody. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private static final int MOST = 1_000;

    private final GuardedHttp http;
    private final JsonMapper json;
    private final Clock clock;
    private final SsoProperties properties;
    private final Cache<String, ProviderMetadata> known;
    private final Cache<String, Keys> keys;

    Providers(GuardedHttp http, JsonMapper json, Clock clock, SsoProperties properties) {
        this.http = http;
        this.json = json;
        this.clock = clock;
        this.properties = properties;
        this.known = cache();
        this.keys = cache();
    }

    private record Keys(JWKSet set, Instant readAt) {}

    private <T> Cache<String, T> cache() {
        return Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Refuses with {@code identity-provider-unavailable}. */
    ProviderMetadata of(String issuer) {
        ProviderMetadata kept = known.getIfPresent(issuer);
        return kept == null ? lookUp(issuer) : kept;
    }

    /** Asks anew. */
    ProviderMetadata lookUp(String issuer) {
        ProviderMetadata found = parsed(issuer, fetch(issuer.replaceAll("/+$", "") + PATH));
        known.put(issuer, found);
        return found;
    }

    /** @param unknownKey whether the kept keys did not do */
    JWKSet keys(ProviderMetadata provider, boolean unknownKey) {
        Keys kept = keys.getIfPresent(provider.jwksUri());
        if (kept != null
                && (!unknownKey || clock.instant().isBefore(kept.readAt().plus(BETWEEN_LOOKS)))) {
            return kept.set();
        }
        try {
            var read = new Keys(JWKSet.parse(fetch(provider.jwksUri()).toString()), clock.instant());
            keys.put(provider.jwksUri(), read);
            return read.set();
        } catch (ParseException noKeys) {
            throw ProviderTrouble.unavailable("the key set cannot be read");
        }
    }

    private JsonNode fetch(String address) {
        try {
            Answer answer = http.get(address);
            if (!answer.isGood()) {
                throw ProviderTrouble.unavailable("status " + answer.status());
            }
            JsonNode document = json.readTree(answer.body());
            if (!document.isObject()) {
                throw ProviderTrouble.unavailable("no JSON object");
            }
            return document;
        } catch (GuardedHttp.NoAnswer failure) {
            throw ProviderTrouble.unavailable(failure);
        } catch (JacksonException noJson) {
            throw ProviderTrouble.unavailable("no JSON");
        }
    }

    private ProviderMetadata parsed(String issuer, JsonNode document) {
        // Letter by letter, OpenID Connect Discovery §4.3: otherwise one provider could speak for another.
        if (!issuer.equals(document.path("issuer").asString(""))) {
            throw ProviderTrouble.unavailable("the document is of another issuer");
        }
        Set<String> methods = new HashSet<>();
        document.path("token_endpoint_auth_methods_supported").forEach(method -> methods.add(method.asString("")));
        return new ProviderMetadata(
                issuer,
                address(document, "authorization_endpoint"),
                address(document, "token_endpoint"),
                address(document, "jwks_uri"),
                document.path("authorization_response_iss_parameter_supported").asBoolean(false),
                methods);
    }

    private String address(JsonNode document, String field) {
        String address = document.path(field).asString("");
        if (GuardedAddress.parse(address, properties.loopbackAllowed()).isEmpty()) {
            throw ProviderTrouble.unavailable(field + " is missing or may not be used");
        }
        return address;
    }
}
