package com.penguinmails.user.token;

import com.penguinmails.security.TokenClaims;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

/** A service token is made for exactly one callee, named as the resource of RFC 8707, and for nothing else. */
final class ServiceTokenRules {

    private static final String RESOURCE = "resource";

    /** RFC 8707 §2. */
    private static final String INVALID_TARGET = "invalid_target";

    private ServiceTokenRules() {}

    /** Before a token is made. */
    static void check(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
        callee(request.getAdditionalParameters());
        // Without the scope the token would look like one of a service and yet say less; nobody wants such a token.
        if (!request.getScopes().contains(TokenClaims.INTERNAL_SCOPE)) {
            throw refused("invalid_scope", "ask for scope=" + TokenClaims.INTERNAL_SCOPE);
        }
    }

    /** While it is made. */
    static void shape(JwtEncodingContext context) {
        if (context.getAuthorizationGrant() instanceof OAuth2ClientCredentialsAuthenticationToken request) {
            context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).type(TokenClaims.TYPE);
            context.getClaims().audience(List.of(callee(request.getAdditionalParameters())));
        }
    }

    private static String callee(Map<String, Object> parameters) {
        @Nullable Object resource = parameters.get(RESOURCE);
        if (resource instanceof String callee && TokenProperties.SERVICES.contains(callee)) {
            return callee;
        }
        throw refused(INVALID_TARGET, "resource must name one service of the platform");
    }

    private static OAuth2AuthenticationException refused(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }
}
