package com.penguinmails.security;

import com.penguinmails.kernel.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** What a request proved about who sent it. */
sealed interface Caller {

    record Nobody() implements Caller {}

    /** @param byProgram whether a program came for the person, with an API key or as an app they let in */
    record Person(CurrentUser user, boolean byProgram) implements Caller {}

    record Peer(String service) implements Caller {}

    /** The audience decides: tokens for the public API speak for people, tokens for this service speak for services. */
    static Caller of(@Nullable Authentication authentication) {
        if (!(authentication instanceof JwtAuthenticationToken token)) {
            return new Nobody();
        }
        Jwt jwt = token.getToken();
        List<String> audience = jwt.getAudience();
        if (audience == null || !audience.contains(TokenClaims.API_AUDIENCE)) {
            return new Peer(String.valueOf(jwt.getSubject()));
        }
        String tenant = jwt.getClaimAsString(TokenClaims.TENANT);
        List<String> permissions = jwt.getClaimAsStringList(TokenClaims.PERMISSIONS);
        String session = jwt.getClaimAsString(TokenClaims.SESSION);
        return new Person(
                new CurrentUser(
                        UUID.fromString(String.valueOf(jwt.getSubject())),
                        tenant == null ? null : TenantId.of(tenant),
                        session == null ? "" : session,
                        permissions == null ? new HashSet<>() : new HashSet<>(permissions),
                        Boolean.TRUE.equals(jwt.getClaimAsBoolean(TokenClaims.EMAIL_VERIFIED)),
                        !Boolean.TRUE.equals(jwt.getClaimAsBoolean(TokenClaims.BOUND)),
                        jwt.getClaimAsInstant(TokenClaims.AUTH_TIME)),
                jwt.hasClaim(TokenClaims.API_KEY) || jwt.hasClaim(TokenClaims.CLIENT));
    }
}
