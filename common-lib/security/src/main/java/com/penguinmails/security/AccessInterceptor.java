package com.penguinmails.security;

import com.penguinmails.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Asks, before a controller method runs, whether the caller may run it. */
final class AccessInterceptor implements HandlerInterceptor {

    private final Clock clock;

    AccessInterceptor(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && EndpointAccess.governs(method)) {
            Caller caller = Caller.of(SecurityContextHolder.getContext().getAuthentication());
            check(EndpointAccess.of(method), caller);
            if (EndpointAccess.asksForOwnSignIn(method)) {
                own(caller);
            }
            if (EndpointAccess.asksForRecentSignIn(method)) {
                recent(person(caller));
            }
        }
        return true;
    }

    private static void check(EndpointAccess access, Caller caller) {
        switch (access) {
            case EndpointAccess.Open open -> {}
            case EndpointAccess.SignedIn signedIn -> {
                // No permission limits what is done here, so a program that was given a few would do everything.
                if (caller instanceof Caller.Person person && person.byProgram()) {
                    throw new Refusal(
                            Refusal.Kind.FORBIDDEN,
                            "sign-in-required",
                            "An API key or an app cannot do this; it needs a person who signed in.");
                }
                person(caller);
            }
            case EndpointAccess.Permission permission -> {
                CurrentUser user = person(caller);
                if (!permission.isOfPlatform()) {
                    user.tenant();
                }
                if (!user.permissions().contains(permission.name())) {
                    throw new Refusal(
                            Refusal.Kind.FORBIDDEN,
                            "permission-required",
                            "This needs the permission " + permission.name() + ", which your role does not have.");
                }
            }
            case EndpointAccess.Internal internal -> peer(caller, internal);
        }
    }

    private static void own(Caller caller) {
        if (caller instanceof Caller.Person person) {
            person.user().requireOwnSignIn();
        }
    }

    private void recent(CurrentUser user) {
        Instant proved = user.authenticatedAt();
        if (proved == null || proved.plus(RecentSignIn.LIFE).isBefore(clock.instant())) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "step-up-required",
                    "Prove who you are once more: POST /api/v1/auth/step-up gives a token that is good here for "
                            + RecentSignIn.MINUTES + " minutes.");
        }
    }

    private static CurrentUser person(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> person.user();
            case Caller.Nobody nobody -> throw unauthenticated();
            case Caller.Peer peer -> throw forbidden();
        };
    }

    private static void peer(Caller caller, EndpointAccess.Internal internal) {
        switch (caller) {
            case Caller.Nobody nobody -> throw unauthenticated();
            case Caller.Person person -> throw forbidden();
            case Caller.Peer peer -> {
                if (internal.services().length > 0
                        && !Arrays.asList(internal.services()).contains(peer.service())) {
                    throw forbidden();
                }
            }
        }
    }

    static Refusal unauthenticated() {
        return new Refusal(
                Refusal.Kind.UNAUTHENTICATED,
                "authentication-required",
                "Send a valid access token in the Authorization header. Tokens live 15 minutes; refresh or log in again.");
    }

    private static Refusal forbidden() {
        return new Refusal(Refusal.Kind.FORBIDDEN, "forbidden", "This token may not be used here.");
    }
}
