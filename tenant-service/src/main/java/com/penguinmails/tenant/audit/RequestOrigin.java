package com.penguinmails.tenant.audit;

import com.penguinmails.security.TokenClaims;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where the request that is being answered came from.
 *
 * @param ip as the gateway saw it; null outside a request
 */
record RequestOrigin(@Nullable String ip, @Nullable String requestId) {

    static final int MAX_REQUEST_ID = 64;

    /** Set by the gateway, which drops what callers send under this name. */
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    static RequestOrigin current() {
        String requestId = MDC.get("requestId");
        return new RequestOrigin(
                address(), requestId != null && requestId.length() <= MAX_REQUEST_ID ? requestId : null);
    }

    /** The API key by which a member acts; null when they act themselves, and outside a request. */
    static @Nullable String apiKey() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? token.getToken().getClaimAsString(TokenClaims.API_KEY)
                : null;
    }

    private static @Nullable String address() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        String forwarded = attributes.getRequest().getHeader(FORWARDED_FOR);
        return forwarded == null ? null : canonical(forwarded.strip());
    }

    /** Null for what is no address. */
    static @Nullable String canonical(String text) {
        try {
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
