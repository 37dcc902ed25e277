package com.penguinmails.user.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads id tokens, OpenID Connect Core §3.1.3.7: signed by a key of the provider, for us, for this attempt, and not too old. */
@Component
class IdTokens {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int LONGEST_SUBJECT = 255;

    private final Providers providers;
    private final Clock clock;

    IdTokens(Providers providers, Clock clock) {
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * What a provider says of somebody.
     *
     * @param authTime when they proved it there; null when it does not say
     * @param severalFactors whether it says that they did so in more than one way (RFC 8176 {@code mfa})
     */
    record IdClaims(
            String subject,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String name,
            @Nullable Instant authTime,
            boolean severalFactors) {

        @Override
        public String toString() {
            return "IdClaims[]";
        }
    }

    /** Refuses with {@code sso-failed} whatever is wrong. */
    IdClaims read(String token, ProviderMetadata provider, String clientId, String nonce) {
        try {
            JWTClaimsSet claims = verified(SignedJWT.parse(token), provider);
            check(claims, provider, clientId, nonce);
            Date authTime = claims.getDateClaim("auth_time");
            return new IdClaims(
                    claims.getSubject(),
                    claims.getStringClaim("email"),
                    isTrue(claims.getClaim("email_verified")),
                    claims.getStringClaim("name"),
                    authTime == null ? null : authTime.toInstant(),
                    claims.getClaim("amr") instanceof List<?> methods && methods.contains("mfa"));
        } catch (ParseException unreadable) {
            throw ProviderTrouble.refused("the id token cannot be read");
        }
    }

    private JWTClaimsSet verified(SignedJWT token, ProviderMetadata provider) {
        try {
            try {
                return verified(token, providers.keys(provider, false));
            } catch (BadJOSEException unknownKeyOrForged) {
                return verified(token, providers.keys(provider, true));
            }
        } catch (BadJOSEException | JOSEException forged) {
            throw ProviderTrouble.refused("the signature is not the provider's");
        }
    }

    private static JWTClaimsSet verified(SignedJWT token, JWKSet keys) throws BadJOSEException, JOSEException {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        // Neither unsigned tokens nor those signed with a shared secret get past this list.
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
        // The claims are checked below, by our clock.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor.process(token, null);
    }

    private void check(JWTClaimsSet claims, ProviderMetadata provider, String clientId, String nonce)
            throws ParseException {
        Instant now = clock.instant();
        require(provider.issuer().equals(claims.getIssuer()), "issuer");
        require(claims.getAudience().contains(clientId), "audience");
        String authorizedParty = claims.getStringClaim("azp");
        require(
                authorizedParty == null ? claims.getAudience().size() == 1 : authorizedParty.equals(clientId),
                "authorized party");
        Date end = claims.getExpirationTime();
        require(end != null && now.isBefore(end.toInstant().plus(SKEW)), "end");
        Date issued = claims.getIssueTime();
        require(issued != null && !issued.toInstant().isAfter(now.plus(SKEW)), "time of issue");
        Date notBefore = claims.getNotBeforeTime();
        require(notBefore == null || !notBefore.toInstant().isAfter(now.plus(SKEW)), "beginning");
        require(nonce.equals(claims.getStringClaim("nonce")), "nonce");
        String subject = claims.getSubject();
        require(subject != null && !subject.isEmpty() && subject.length() <= LONGEST_SUBJECT, "subject");
        require(subject != null && subject.chars().allMatch(c -> c >= ' ' && c < 127), "subject");
    }

    private static void require(boolean good, String what) {
        if (!good) {
            throw ProviderTrouble.refused("the id token has a wrong " + what);
        }
    }

    /** Some providers write it as text. */
    private static boolean isTrue(@Nullable Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }
}
