package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.PublicEndpoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** From nobody to a person with a proved address. */
@RestController
@RequestMapping("/api/v1/auth")
@PublicEndpoint
class AuthController {

    private static final Accepted CHECK_YOUR_MAIL =
            new Accepted("If this address can be used, a mail is on its way to it.");

    private final SignUp signUp;
    private final EmailVerification verification;

    AuthController(SignUp signUp, EmailVerification verification) {
        this.signUp = signUp;
        this.verification = verification;
    }

    record SignUpRequest(
            @NotNull @Size(max = 254) String email,

            @NotNull
            @Size(
                    min = PasswordRules.MIN_LENGTH,
                    max = PasswordRules.MAX_LENGTH,
                    message =
                            "must have " + PasswordRules.MIN_LENGTH + " to " + PasswordRules.MAX_LENGTH + " characters")
            String password,

            @NotBlank
            @Size(max = 100)
            @Pattern(regexp = "[^\\p{Cc}\\p{Zl}\\p{Zp}]*", message = "must be one line of text")
            String name) {

        @Override
        public String toString() {
            return "SignUpRequest[]";
        }
    }

    record VerificationRequest(
            @NotNull @Size(min = 1, max = 128) String token) {

        @Override
        public String toString() {
            return "VerificationRequest[]";
        }
    }

    record MailRequest(@NotNull @Size(max = 254) String email) {}

    record Accepted(String message) {}

    record Verified(boolean emailVerified) {}

    @PostMapping("/signup")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted signUp(@Valid @RequestBody SignUpRequest request) {
        signUp.signUp(
                address(request.email()), request.password(), request.name().strip());
        return CHECK_YOUR_MAIL;
    }

    @PostMapping("/verify-email")
    Verified verify(@Valid @RequestBody VerificationRequest request) {
        verification.verify(request.token());
        return new Verified(true);
    }

    @PostMapping("/resend-verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted resend(@Valid @RequestBody MailRequest request) {
        signUp.mailAgain(address(request.email()));
        return CHECK_YOUR_MAIL;
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text)
                .orElseThrow(() -> Refusal.invalid("email", "must be a mail address such as ana@example.com"));
    }
}
