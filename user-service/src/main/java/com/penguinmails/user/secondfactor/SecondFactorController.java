package com.penguinmails.user.secondfactor;

import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.user.secondfactor.Enrolment.Begun;
import com.penguinmails.user.secondfactor.Enrolment.State;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's second factor. Secrets are shown once, so these answers are kept by nobody and there is no Idempotency-Key. */
@RestController
@RequestMapping("/api/v1/users/me")
@AnyUser
class SecondFactorController {

    private final Enrolment enrolment;

    SecondFactorController(Enrolment enrolment) {
        this.enrolment = enrolment;
    }

    record ConfirmRequest(
            @NotNull @Pattern(regexp = "\\d{6}", message = "must be the six digits that the generator shows")
            String code) {

        @Override
        public String toString() {
            return "ConfirmRequest[]";
        }
    }

    record Codes(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "Codes[]";
        }
    }

    @GetMapping("/security")
    State state(CurrentUser user) {
        return enrolment.state(user.userId());
    }

    @PostMapping("/totp")
    @RecentSignIn
    @OwnSignIn
    ResponseEntity<Begun> begin(CurrentUser user) {
        return secret(enrolment.begin(user.userId()));
    }

    @PostMapping("/totp/confirm")
    @RecentSignIn
    @OwnSignIn
    ResponseEntity<Codes> confirm(CurrentUser user, @Valid @RequestBody ConfirmRequest request) {
        return secret(new Codes(enrolment.confirm(user.userId(), user.sessionId(), request.code())));
    }

    @DeleteMapping("/totp")
    @RecentSignIn
    @OwnSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(CurrentUser user) {
        enrolment.remove(user.userId(), user.sessionId());
    }

    @PostMapping("/recovery-codes")
    @RecentSignIn
    @OwnSignIn
    ResponseEntity<Codes> renew(CurrentUser user) {
        return secret(new Codes(enrolment.renewRecoveryCodes(user.userId())));
    }

    private static <T> ResponseEntity<T> secret(T answer) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }
}
