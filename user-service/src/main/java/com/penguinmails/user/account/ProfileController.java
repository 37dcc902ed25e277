package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.AnyUser;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.OwnSignIn;
import com.penguinmails.security.PublicEndpoint;
import com.penguinmails.security.RecentSignIn;
import com.penguinmails.user.account.Preferences.Preference;
import com.penguinmails.web.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a person sees and changes of their own account. */
@RestController
class ProfileController {

    private final Credentials credentials;
    private final EmailChange emailChange;
    private final Preferences preferences;
    private final AccountClosing closing;

    ProfileController(
            Credentials credentials, EmailChange emailChange, Preferences preferences, AccountClosing closing) {
        this.credentials = credentials;
        this.emailChange = emailChange;
        this.preferences = preferences;
        this.closing = closing;
    }

    record Profile(UUID id, String email, String name, boolean emailVerified, Instant createdAt) {}

    /** What is absent stays. */
    record ProfileChange(
            @Nullable
            @Size(min = 1, max = 100)
            @Pattern(
                    regexp = "[^\\p{Cc}\\p{Zl}\\p{Zp}]*[^\\p{Cc}\\p{Z}][^\\p{Cc}\\p{Zl}\\p{Zp}]*",
                    message = "must be one line of text")
            String name) {}

    /** @param confirmation the word DELETE */
    record ClosingRequest(
            @NotNull @Pattern(regexp = "DELETE", message = "must be the word DELETE")
            String confirmation,

            @NotNull @Size(min = 1, max = 128) String password) {

        @Override
        public String toString() {
            return "ClosingRequest[]";
        }
    }

    record EmailChangeRequest(@NotNull @Size(max = 254) String email) {

        @Override
        public String toString() {
            return "EmailChangeRequest[]";
        }
    }

    record ConfirmationRequest(
            @NotNull @Size(min = 1, max = 128) String token) {

        @Override
        public String toString() {
            return "ConfirmationRequest[]";
        }
    }

    record Accepted(String message) {}

    record Confirmed(boolean emailVerified) {}

    /** What is absent stays. */
    record PreferenceChange(
            @Nullable @Pattern(regexp = "light|dark|system", message = "must be light, dark or system")
            String theme,

            @Nullable @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?", message = "must be a language such as en or es-MX")
            String language,

            @Nullable @Size(min = 1, max = 64) String timezone,
            @Nullable Boolean emailNotifications,
            @Nullable Boolean pushNotifications,
            @Nullable Boolean weeklyReports,
            @Nullable Boolean marketingEmails) {}

    @GetMapping("/api/v1/users/me")
    @AnyUser
    Profile me(CurrentUser user) {
        return view(credentials.person(user.userId()).orElseThrow(() -> Refusal.notFound("account")));
    }

    @PatchMapping("/api/v1/users/me")
    @AnyUser
    @OwnSignIn
    Profile change(CurrentUser user, @Valid @RequestBody ProfileChange change) {
        if (change.name() != null) {
            credentials.rename(user.userId(), change.name().strip());
        }
        return me(user);
    }

    /** There is no way back. */
    @DeleteMapping("/api/v1/users/me")
    @AnyUser
    @RecentSignIn
    @OwnSignIn
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(CurrentUser user, @Valid @RequestBody ClosingRequest request) {
        closing.close(user.userId(), request.password());
    }

    /** The address stays what it is until the mail to the new one was read. */
    @PostMapping("/api/v1/users/me/email")
    @AnyUser
    @RecentSignIn
    @OwnSignIn
    @Idempotent
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Accepted> changeEmail(CurrentUser user, @Valid @RequestBody EmailChangeRequest request) {
        EmailAddress wanted = EmailAddress.parse(request.email())
                .orElseThrow(() -> Refusal.invalid("email", "must be a mail address such as ana@example.com"));
        emailChange.ask(user.userId(), wanted);
        return ResponseEntity.accepted().body(new Accepted("If this address can be used, a mail is on its way to it."));
    }

    @PostMapping("/api/v1/auth/confirm-email-change")
    @PublicEndpoint
    Confirmed confirmEmail(@Valid @RequestBody ConfirmationRequest request) {
        emailChange.confirm(request.token());
        return new Confirmed(true);
    }

    @GetMapping("/api/v1/users/me/preferences")
    @AnyUser
    Preference preferences(CurrentUser user) {
        return preferences.of(user.userId());
    }

    @PatchMapping("/api/v1/users/me/preferences")
    @AnyUser
    Preference changePreferences(CurrentUser user, @Valid @RequestBody PreferenceChange change) {
        String timezone = change.timezone();
        if (timezone != null && !ZoneId.getAvailableZoneIds().contains(timezone)) {
            throw Refusal.invalid("timezone", "must be an IANA name, for example Europe/Madrid");
        }
        return preferences.change(
                user.userId(),
                new Preferences.Change(
                        change.theme(),
                        change.language(),
                        timezone,
                        change.emailNotifications(),
                        change.pushNotifications(),
                        change.weeklyReports(),
                        change.marketingEmails()));
    }

    private static Profile view(Person person) {
        return new Profile(
                person.id(), person.email().value(), person.name(), person.emailVerified(), person.createdAt());
    }
}
