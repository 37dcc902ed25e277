package com.penguinmails.user.app;

import com.penguinmails.user.token.AppId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** A public client says who it is and proves nothing by it; what it comes with proves itself. */
final class AppClientName implements AuthenticationConverter {

    private static final Set<String> GRANTS = Set.of("authorization_code", "refresh_token");

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String[] clientIds = request.getParameterValues("client_id");
        String grant = request.getParameter("grant_type");
        if (clientIds == null
                || grant == null
                || !GRANTS.contains(grant)
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return null;
        }
        if (clientIds.length != 1 || AppId.parse(clientIds[0]).isEmpty()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        return new OAuth2ClientAuthenticationToken(clientIds[0], ClientAuthenticationMethod.NONE, null, Map.of());
    }
}
