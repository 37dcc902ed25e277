package com.penguinmails.user.app;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.user.app.AppRequests.AppRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The person's side of the authorization endpoint, as JSON. A request is decided once, so there is no Idempotency-Key: whoever lost the
 * answer has the app ask again.
 */
@RestController
@RequestMapping("/api/v1/oauth/requests/{request}")
@AnyUser
class ConsentController {

    private final Consent consent;

    ConsentController(Consent consent) {
        this.consent = consent;
    }

    /** @param yours whether the caller may do it themselves in the tenant of their token; the app gets nothing else */
    record ScopeView(String scope, boolean yours) {}

    /**
     * @param tenantId the app's tenant, in which alone it can act
     * @param redirectsTo where the answer goes, without path
     */
    record RequestView(String appName, UUID tenantId, List<ScopeView> scopes, String redirectsTo, Instant expiresAt) {}

    /** @param redirectTo where to send the browser, whole; it holds a code that is good for a minute */
    record Decided(String redirectTo) {

        @Override
        public String toString() {
            return "Decided[]";
        }
    }

    @GetMapping
    RequestView show(CurrentUser user, @PathVariable String request) {
        Consent.Question question = consent.question(checked(request));
        AppRequest asked = question.waiting().request();
        boolean here = user.tenantId() != null
                && user.tenantId().value().equals(asked.app().tenantId());
        List<String> yours = here ? consent.grantable(user, asked) : List.of();
        return new RequestView(
                question.app().name(),
                asked.app().tenantId(),
                asked.scopes().stream()
                        .map(scope -> new ScopeView(scope, yours.contains(scope)))
                        .toList(),
                RedirectAddress.shown(asked.redirectUri()),
                question.waiting().expiresAt());
    }

    /** Lets the app act. Asks for a recent sign-in: what is given here outlives the token it is given with. */
    @PostMapping("/approval")
    @RecentSignIn
    ResponseEntity<Decided> approve(CurrentUser user, @PathVariable String request) {
        return secret(consent.approve(user, checked(request)));
    }

    @PostMapping("/denial")
    ResponseEntity<Decided> deny(@PathVariable String request) {
        return secret(consent.deny(checked(request)));
    }

    private static String checked(String handle) {
        if (!handle.matches("[A-Za-z0-9_-]{43}")) {
            throw Refusal.notFound("request of an app");
        }
        return handle;
    }

    private static ResponseEntity<Decided> secret(String redirectTo) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Decided(redirectTo));
    }
}
