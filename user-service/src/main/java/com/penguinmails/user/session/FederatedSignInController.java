package com.penguinmails.user.session;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.PublicEndpoint;
import com.penguinmails.user.sso.Federation;
import com.penguinmails.user.sso.Federation.Arrival;
import com.penguinmails.user.sso.Federation.Departure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Single sign-on, as JSON: the web application sends the browser to the provider and brings back what it returns with. Each attempt is good
 * once, so there is no Idempotency-Key.
 */
@RestController
@RequestMapping("/api/v1/auth")
class FederatedSignInController {

    private final Federation federation;
    private final FederatedSignIn signIn;

    FederatedSignInController(Federation federation, FederatedSignIn signIn) {
        this.federation = federation;
        this.signIn = signIn;
    }

    /** One of them; of the address only the domain is looked at. */
    record StartRequest(
            @Nullable @Size(max = 254) String email,
            @Nullable UUID tenantId) {

        @Override
        public String toString() {
            return "StartRequest[]";
        }
    }

    /**
     * @param handle from the answer to the start
     * @param state as the browser brought it back, like code and iss
     */
    record CompleteRequest(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{43}", message = "must be what the start gave")
            String handle,

            @NotNull @Size(min = 1, max = 500) String state,
            @NotNull @Size(min = 1, max = 4000) String code,
            @Nullable @Size(max = 500) String iss) {

        @Override
        public String toString() {
            return "CompleteRequest[]";
        }

        Arrival arrival() {
            return new Arrival(handle, state, code, iss);
        }
    }

    @PostMapping("/sso/start")
    @PublicEndpoint
    ResponseEntity<Departure> start(@Valid @RequestBody StartRequest request) {
        String email = request.email();
        UUID tenantId = request.tenantId();
        if (email != null && tenantId == null) {
            return secret(federation.begin(EmailAddress.parse(email)
                    .orElseThrow(() -> Refusal.invalid("email", "must be a mail address such as ana@example.com"))));
        }
        if (tenantId == null || email != null) {
            throw Refusal.invalid("email", "either this or tenantId says where to go");
        }
        return secret(federation.begin(new TenantId(tenantId)));
    }

    @PostMapping("/sso/complete")
    @PublicEndpoint
    ResponseEntity<SignedIn> complete(@Valid @RequestBody CompleteRequest request, HttpServletRequest http) {
        return secret(signIn.signIn(request.arrival(), Device.of(http)));
    }

    /** For acts that answer {@code step-up-required}: the provider is to ask the person once more. */
    @PostMapping("/step-up/sso")
    @AnyUser
    ResponseEntity<Departure> startStepUp(CurrentUser user) {
        return secret(signIn.beginStepUp(user));
    }

    @PostMapping("/step-up/sso/complete")
    @AnyUser
    ResponseEntity<AccessAnswer> completeStepUp(CurrentUser user, @Valid @RequestBody CompleteRequest request) {
        return secret(signIn.stepUp(user, request.arrival()));
    }

    private static <T> ResponseEntity<T> secret(T answer) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }
}
