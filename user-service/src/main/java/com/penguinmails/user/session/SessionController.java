package com.penguinmails.user.session;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.PublicEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Sign in, stay signed in, sign out; tokens travel in bodies, as programs like it. */
@RestController
@RequestMapping("/api/v1/auth")
class SessionController {

    private final SignIn signIn;
    private final StepUp stepUp;
    private final Sessions sessions;
    private final JsonMapper json;

    SessionController(SignIn signIn, StepUp stepUp, Sessions sessions, JsonMapper json) {
        this.json = json;
        this.signIn = signIn;
        this.stepUp = stepUp;
        this.sessions = sessions;
    }

    record LoginRequest(
            @NotNull @Size(max = 254) String email,
            // Longer ones are no passwords of ours, and hashing them is work for nothing.
            @NotNull @Size(min = 1, max = 128) String password,
            @Nullable UUID tenantId) {

        @Override
        public String toString() {
            return "LoginRequest[]";
        }
    }

    record RefreshRequest(
            @NotNull @Size(min = 1, max = 128) String refreshToken,
            @Nullable UUID tenantId) {

        @Override
        public String toString() {
            return "RefreshRequest[]";
        }
    }

    record SecondFactorRequest(
            @NotNull @Size(min = 1, max = 128) String challenge,
            @NotNull @Size(min = 6, max = 32) String code) {

        @Override
        public String toString() {
            return "SecondFactorRequest[]";
        }
    }

    /** One of them: a passkey's answer, or the code where a second factor is set up, the password elsewhere. */
    record StepUpRequest(
            @Nullable @Size(min = 1, max = 128) String password,
            @Nullable @Size(min = 6, max = 32) String code,
            @Nullable Map<String, Object> credential) {

        @Override
        public String toString() {
            return "StepUpRequest[]";
        }
    }

    /** @param credential {@code AuthenticationResponseJSON}, as {@code credential.toJSON()} gives it in a browser */
    record PasskeyRequest(
            @NotNull Map<String, Object> credential,
            @Nullable UUID tenantId) {

        @Override
        public String toString() {
            return "PasskeyRequest[]";
        }
    }

    @PostMapping("/login")
    @PublicEndpoint
    ResponseEntity<LoginAnswer> login(@Valid @RequestBody LoginRequest request, HttpServletRequest http) {
        EmailAddress email = EmailAddress.parse(request.email())
                .orElseThrow(() -> Refusal.invalid("email", "must be a mail address such as ana@example.com"));
        return secret(signIn.withPassword(email, request.password(), request.tenantId(), Device.of(http)));
    }

    @PostMapping("/login/second-factor")
    @PublicEndpoint
    ResponseEntity<SignedIn> secondFactor(@Valid @RequestBody SecondFactorRequest request, HttpServletRequest http) {
        return secret(signIn.withSecondFactor(request.challenge(), request.code(), Device.of(http)));
    }

    /** A new access token that says the proof was just made, for endpoints that answer {@code step-up-required}. */
    @PostMapping("/step-up")
    @AnyUser
    ResponseEntity<AccessAnswer> stepUp(CurrentUser user, @Valid @RequestBody StepUpRequest request) {
        Map<String, Object> credential = request.credential();
        return secret(stepUp.with(
                user,
                request.password(),
                request.code(),
                credential == null ? null : json.writeValueAsString(credential)));
    }

    @PostMapping("/passkey")
    @PublicEndpoint
    ResponseEntity<SignedIn> passkey(@Valid @RequestBody PasskeyRequest request, HttpServletRequest http) {
        return secret(
                signIn.withPasskey(json.writeValueAsString(request.credential()), request.tenantId(), Device.of(http)));
    }

    @PostMapping("/refresh")
    @PublicEndpoint
    ResponseEntity<SignedIn> refresh(@Valid @RequestBody RefreshRequest request) {
        return secret(signIn.withRefreshToken(new RefreshToken(request.refreshToken()), request.tenantId()));
    }

    @PostMapping("/logout")
    @AnyUser
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(CurrentUser user) {
        sessions.logOut(UUID.fromString(user.sessionId()));
    }

    private static <T> ResponseEntity<T> secret(T tokens) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(tokens);
    }
}
