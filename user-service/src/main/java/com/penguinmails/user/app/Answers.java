package com.penguinmails.user.app;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.session.AppSessions;
import com.penguinmails.user.token.AppId;
import java.util.HashSet;
import java.util.function.Supplier;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The words of RFC 6749 §5 for what the grants answer. */
final class Answers {

    private Answers() {}

    /** The app that asks; the client credentials of services come here too and get no such grant. */
    static RegisteredClient client(Authentication principal) {
        if (principal instanceof OAuth2ClientAuthenticationToken token
                && token.isAuthenticated()
                && token.getRegisteredClient() != null
                && AppId.parse(token.getRegisteredClient().getClientId()).isPresent()) {
            return token.getRegisteredClient();
        }
        throw refused(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "this grant is for apps");
    }

    static AppId id(RegisteredClient client) {
        return AppId.parse(client.getClientId()).orElseThrow();
    }

    static Authentication granted(RegisteredClient client, Authentication principal, AppSessions.Tokens tokens) {
        return new OAuth2AccessTokenAuthenticationToken(
                client,
                principal,
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        tokens.accessToken(),
                        tokens.issuedAt(),
                        tokens.expiresAt(),
                        new HashSet<>(tokens.scopes())),
                new OAuth2RefreshToken(tokens.refreshToken(), tokens.issuedAt()));
    }

    /** What another service cannot answer now is no fault of the app. */
    static <T> T whileAllAnswer(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
                throw new OAuth2AuthenticationException(
                        new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, refusal.publicDetail(), null),
                        refusal);
            }
            throw refusal;
        }
    }

    static OAuth2AuthenticationException refused(String code, String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }
}
