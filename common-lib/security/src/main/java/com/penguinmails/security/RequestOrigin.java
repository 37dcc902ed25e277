package com.penguinmails.security;

import java.net.InetAddress;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who sent the request that is being answered, and from where, as an audit log wants to know it.
 *
 * @param userId the person whose token it is; null for services, for nobody and outside a request
 * @param apiKeyId the key by which a program came for that person; null when they came themselves
 * @param ip as the gateway saw it; null outside a request
 */
public record RequestOrigin(
        @Nullable UUID userId,
        @Nullable UUID apiKeyId,
        @Nullable String ip,
        @Nullable String requestId) {

    public static final int MAX_REQUEST_ID = 64;

    /** Set by the gateway, which drops what callers send under this name. */
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    public static RequestOrigin current() {
        Jwt token = SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken verified
                ? verified.getToken()
                : null;
        List<String> audience = token == null ? null : token.getAudience();
        boolean person = audience != null && audience.contains(TokenClaims.API_AUDIENCE);
        String requestId = MDC.get("requestId");
        return new RequestOrigin(
                token != null && person ? id(token.getSubject()) : null,
                token != null && person ? id(token.getClaimAsString(TokenClaims.API_KEY)) : null,
                address(),
                requestId != null && requestId.length() <= MAX_REQUEST_ID ? requestId : null);
    }

    private static @Nullable UUID id(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable String address() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        String forwarded = attributes.getRequest().getHeader(FORWARDED_FOR);
        return forwarded == null ? null : canonical(forwarded.strip());
    }

    /** An address as it is written in one way only; null for what is no address. */
    public static @Nullable String canonical(String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
