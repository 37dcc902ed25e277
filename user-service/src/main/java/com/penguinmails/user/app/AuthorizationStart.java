package com.penguinmails.user.app;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.PublicAddress;
import com.penguinmails.user.app.AppRequests.AppRequest;
import com.penguinmails.user.token.AppId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The end of {@code GET /oauth2/authorize}: Spring's filter has found the request good, and nobody is signed in, because a browser brings no
 * token along. The request is kept, and the browser goes on to the web application, which asks the person.
 */
@Component
class AuthorizationStart implements AuthenticationEntryPoint {

    /** RFC 6749 appendix A.5: printable ASCII. */
    private static final Pattern STATE = Pattern.compile("[ -~]{0,2000}");
    /** SHA-256 as base64url. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Apps apps;
    private final AppRequests requests;
    private final HandlerExceptionResolver problems;
    private final PublicAddress address;

    AuthorizationStart(
            Apps apps,
            AppRequests requests,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            PublicAddress address) {
        this.apps = apps;
        this.requests = requests;
        this.problems = problems;
        this.address = address;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        Optional<AppRequest> asked = read(request);
        if (asked.isEmpty()) {
            problems.resolveException(
                    request,
                    response,
                    null,
                    new Refusal(
                            Refusal.Kind.INVALID,
                            "authorization-request-invalid",
                            "The app's request is not valid: it needs response_type=code, client_id, redirect_uri, code_challenge"
                                    + " and code_challenge_method=S256, and a state of at most 2000 printable characters."));
            return;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.sendRedirect(address.at("/authorize?request=") + requests.add(asked.get()));
    }

    private Optional<AppRequest> read(HttpServletRequest request) {
        String redirectUri = request.getParameter("redirect_uri");
        String challenge = request.getParameter("code_challenge");
        String state = request.getParameter("state");
        String clientId = request.getParameter("client_id");
        if (redirectUri == null
                || redirectUri.isBlank()
                || challenge == null
                || clientId == null
                || !"S256".equals(request.getParameter("code_challenge_method"))
                || !CHALLENGE.matcher(challenge).matches()
                || (state != null && !STATE.matcher(state).matches())) {
            return Optional.empty();
        }
        return AppId.parse(clientId)
                .flatMap(apps::find)
                .map(app -> new AppRequest(
                        app.id(), redirectUri, scopes(request.getParameter("scope"), app), state, challenge));
    }

    /** Whoever asks for nothing in particular asks for all the app may have. */
    private static List<String> scopes(@Nullable String asked, App app) {
        return asked == null || asked.isBlank()
                ? app.scopes()
                : Arrays.stream(asked.strip().split(" +")).distinct().toList();
    }
}
