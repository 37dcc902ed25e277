package com.penguinmails.user.app;

import com.penguinmails.user.app.AppCodes.Redemption;
import com.penguinmails.user.session.AppSessions;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/** {@code grant_type=authorization_code}: a code and its verifier become tokens. */
@Component
class CodeGrant implements AuthenticationProvider {

    /** RFC 7636 §4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final AppCodes codes;

    CodeGrant(AppCodes codes) {
        this.codes = codes;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2AuthorizationCodeAuthenticationToken) authentication;
        Authentication principal = (Authentication) request.getPrincipal();
        RegisteredClient client = Answers.client(principal);
        @Nullable Object verifier = request.getAdditionalParameters().get("code_verifier");
        String redirectUri = request.getRedirectUri();
        if (!(verifier instanceof String text) || !VERIFIER.matcher(text).matches() || redirectUri == null) {
            throw Answers.refused(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "code_verifier (43 to 128 characters) and redirect_uri are needed");
        }
        Optional<AppSessions.Tokens> tokens = Answers.whileAllAnswer(
                () -> codes.redeem(new Redemption(request.getCode(), Answers.id(client), redirectUri, text)));
        return tokens.map(given -> Answers.granted(client, principal, given))
                .orElseThrow(() -> Answers.refused(
                        OAuth2ErrorCodes.INVALID_GRANT,
                        "the code was used, is too old, or does not belong to this app, redirect_uri and verifier"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(type);
    }
}
