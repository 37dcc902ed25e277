package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.security.PublicAddress;
import com.penguinmails.user.notification.PlatformMail;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes the mails of this feature.
 *
 * <p>The name somebody typed at the sign-up is left out: otherwise a sign-up would be a way to send a stranger any text.
 */
@Component
class AccountMails {

    private final PublicAddress address;

    AccountMails(PublicAddress address) {
        this.address = address;
    }

    PlatformMail verifyAddress(UUID id, EmailAddress to, String token) {
        String link = address.at("/verify-email?token=") + token;
        return new PlatformMail(
                id,
                to,
                "verify-address",
                Map.of("link", link, "token", token),
                "Confirm your e-mail address",
                """
                Welcome to PenguinMails.

                Confirm this address within 24 hours by opening this link:

                %s

                Programs send this token to POST /api/v1/auth/verify-email instead:

                %s

                If you did not sign up, ignore this mail.
                """.formatted(link, token));
    }

    PlatformMail resetPassword(UUID id, EmailAddress to, String token) {
        String link = address.at("/reset-password?token=") + token;
        return new PlatformMail(
                id, to, "reset-password", Map.of("link", link, "token", token), "Set a new password", """
                Somebody, probably you, asked for a new password for PenguinMails.

                Set one within an hour by opening this link:

                %s

                Programs send this token to POST /api/v1/auth/reset-password instead:

                %s

                If it was not you, ignore this mail: your password has not changed.
                """.formatted(
                                link, token));
    }

    PlatformMail passwordChanged(UUID id, EmailAddress to) {
        String link = address.at("/forgot-password");
        return new PlatformMail(
                id, to, "password-changed", Map.of("link", link), "Your password was changed", """
                The password of your PenguinMails account was changed, and other devices were signed out.

                If it was not you, set a new password at once:

                %s
                """.formatted(link));
    }

    PlatformMail confirmEmailChange(UUID id, EmailAddress to, String token) {
        String link = address.at("/confirm-email?token=") + token;
        return new PlatformMail(
                id,
                to,
                "confirm-email-change",
                Map.of("link", link, "token", token),
                "Confirm your new e-mail address",
                """
                Somebody, probably you, wants to use this address for a PenguinMails account.

                Confirm it within 24 hours by opening this link:

                %s

                Programs send this token to POST /api/v1/auth/confirm-email-change instead:

                %s

                If it was not you, ignore this mail: nothing changes.
                """.formatted(link, token));
    }

    /** The new address is left out: the old mailbox may be somebody else's by now. */
    PlatformMail emailChanged(UUID id, EmailAddress to) {
        return securityChanged(
                id, to, "The address of your PenguinMails account was changed; this one no longer belongs to it.");
    }

    PlatformMail accountClosed(UUID id, EmailAddress to) {
        return securityChanged(
                id, to, "Your PenguinMails account was closed. What is kept about you is deleted within a day.");
    }

    /** @param what happened, a sentence of ours */
    PlatformMail securityChanged(UUID id, EmailAddress to, String what) {
        String link = address.at("/forgot-password");
        return new PlatformMail(
                id,
                to,
                "security-changed",
                Map.of("what", what, "link", link),
                "Your account's security was changed",
                """
                %s

                If it was not you, set a new password at once:

                %s
                """.formatted(what, link));
    }

    PlatformMail alreadyRegistered(UUID id, EmailAddress to) {
        String link = address.at("/login");
        return new PlatformMail(
                id, to, "already-registered", Map.of("link", link), "You already have an account", """
                Somebody signed up to PenguinMails with this address, which already has an account.

                If it was you, sign in with your password instead:

                %s

                If it was not you, ignore this mail: nothing has changed.
                """.formatted(link));
    }
}
