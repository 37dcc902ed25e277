package com.penguinmails.user.app;

import com.penguinmails.user.token.AppClients;
import com.penguinmails.user.token.AppId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** Whether there is such an app. */
final class KnownApp implements AuthenticationProvider {

    private final AppClients apps;

    KnownApp(AppClients apps) {
        this.apps = apps;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var named = (OAuth2ClientAuthenticationToken) authentication;
        if (!ClientAuthenticationMethod.NONE.equals(named.getClientAuthenticationMethod())) {
            return null;
        }
        return AppId.parse(String.valueOf(named.getPrincipal()))
                .flatMap(apps::find)
                .map(client -> new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
    }
}
