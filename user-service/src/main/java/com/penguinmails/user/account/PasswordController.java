package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.PublicEndpoint;
import com.penguinmails.security.RecentSignIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Passwords that were forgotten, and passwords that one would like to replace. */
@RestController
@RequestMapping("/api/v1/auth")
class PasswordController {

    private static final String LENGTH =
            "must have " + PasswordRules.MIN_LENGTH + " to " + PasswordRules.MAX_LENGTH + " characters";

    private final PasswordReset reset;
    private final PasswordChange change;

    PasswordController(PasswordReset reset, PasswordChange change) {
        this.reset = reset;
        this.change = change;
    }

    record ForgotRequest(@NotNull @Size(max = 254) String email) {

        @Override
        public String toString() {
            return "ForgotRequest[]";
        }
    }

    record ResetRequest(
            @NotNull @Size(min = 1, max = 128) String token,

            @NotNull @Size(min = PasswordRules.MIN_LENGTH, max = PasswordRules.MAX_LENGTH, message = LENGTH)
            String password) {

        @Override
        public String toString() {
            return "ResetRequest[]";
        }
    }

    record ChangeRequest(
            @NotNull @Size(min = 1, max = 128) String currentPassword,

            @NotNull @Size(min = PasswordRules.MIN_LENGTH, max = PasswordRules.MAX_LENGTH, message = LENGTH)
            String newPassword) {

        @Override
        public String toString() {
            return "ChangeRequest[]";
        }
    }

    record Accepted(String message) {}

    @PostMapping("/forgot-password")
    @PublicEndpoint
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted forgot(@Valid @RequestBody ForgotRequest request) {
        EmailAddress email = EmailAddress.parse(request.email())
                .orElseThrow(() -> Refusal.invalid("email", "must be a mail address such as ana@example.com"));
        reset.ask(email);
        return new Accepted("If this address has an account, a mail is on its way to it.");
    }

    @PostMapping("/reset-password")
    @PublicEndpoint
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@Valid @RequestBody ResetRequest request) {
        reset.reset(request.token(), request.password());
    }

    @PostMapping("/change-password")
    @AnyUser
    @RecentSignIn
    @OwnSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(CurrentUser user, @Valid @RequestBody ChangeRequest request) {
        change.change(user.userId(), user.sessionId(), request.currentPassword(), request.newPassword());
    }
}
