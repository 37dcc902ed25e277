package com.penguinmails.user.app;

import com.penguinmails.user.session.AppSessions;
import com.penguinmails.user.session.AppSessions.Renewal;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/** {@code grant_type=refresh_token}, by the rules that hold for people: good once, ten seconds' grace, and a reuse ends it all. */
@Component
class RefreshGrant implements AuthenticationProvider {

    private final AppSessions sessions;

    RefreshGrant(AppSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2RefreshTokenAuthenticationToken) authentication;
        Authentication principal = (Authentication) request.getPrincipal();
        RegisteredClient client = Answers.client(principal);
        Renewal renewal = Answers.whileAllAnswer(
                () -> sessions.renew(request.getRefreshToken(), Answers.id(client), request.getScopes()));
        return switch (renewal) {
            case Renewal.Granted granted -> Answers.granted(client, principal, granted.tokens());
            case Renewal.Refused refused ->
                throw Answers.refused(
                        OAuth2ErrorCodes.INVALID_GRANT,
                        "the refresh token is not valid, or what it stood for has ended");
            case Renewal.AboveGrant above ->
                throw Answers.refused(OAuth2ErrorCodes.INVALID_SCOPE, "more than was granted");
        };
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(type);
    }
}
