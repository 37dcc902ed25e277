package com.penguinmails.user.app;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.SecurityProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * What the authorization endpoint refuses. The app is told, by way of the browser, once it is sure that the address is the app's own; before that
 * the browser stays here, or this would be a way to send people anywhere.
 */
@Component
class AuthorizationErrors implements AuthenticationFailureHandler {

    private final HandlerExceptionResolver problems;
    private final String issuer;

    AuthorizationErrors(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, SecurityProperties security) {
        this.problems = problems;
        this.issuer = security.issuer();
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        OAuth2Error error = failure instanceof OAuth2AuthenticationException known
                ? known.getError()
                : new OAuth2Error("invalid_request");
        // Spring leaves the address out where it was not found good.
        OAuth2AuthorizationCodeRequestAuthenticationToken asked =
                failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException known
                        ? known.getAuthorizationCodeRequestAuthentication()
                        : null;
        String redirectUri = asked == null ? null : asked.getRedirectUri();
        if (asked == null || redirectUri == null || redirectUri.isBlank()) {
            problems.resolveException(
                    request,
                    response,
                    null,
                    new Refusal(
                            Refusal.Kind.INVALID,
                            "authorization-request-invalid",
                            "The app's request is not valid: " + error.getErrorCode()
                                    + ". Tell whoever made the app."));
            return;
        }
        var answer = new HashMap<String, String>();
        answer.put("error", error.getErrorCode());
        String description = error.getDescription();
        if (description != null) {
            answer.put("error_description", description);
        }
        response.sendRedirect(RedirectAnswer.to(redirectUri, asked.getState(), issuer, answer));
    }
}
