package com.penguinmails.user.account;

import com.penguinmails.jobs.audit.AuditedActs;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Puts changes of how somebody signs in into the audit logs of the tenants that rely on it, in the caller's transaction. */
@Component
class SecurityActs {

    private final AuditedActs acts;

    SecurityActs(AuditedActs acts) {
        this.acts = acts;
    }

    /** Does nothing for letters that ask for something, since nothing has changed yet, nor for what the tenant it is about records itself. */
    void record(UUID accountId, AccountLetter about) {
        action(about).ifPresent(action -> acts.recordOfPerson(accountId, action, Map.of()));
    }

    private static Optional<String> action(AccountLetter about) {
        return Optional.ofNullable(
                switch (about) {
                    case RESET_PASSWORD, CONFIRM_EMAIL_CHANGE, PROVIDER_LINKED, ACCOUNT_CLOSED -> null;
                    case PASSWORD_CHANGED -> "password.changed";
                    case EMAIL_CHANGED -> "account-address.changed";
                    case SECOND_FACTOR_ON -> "second-factor.added";
                    case SECOND_FACTOR_OFF -> "second-factor.removed";
                    case RECOVERY_CODES_RENEWED -> "recovery-codes.renewed";
                    case PASSKEY_ADDED -> "passkey.added";
                    case PASSKEY_REMOVED -> "passkey.removed";
                });
    }
}
