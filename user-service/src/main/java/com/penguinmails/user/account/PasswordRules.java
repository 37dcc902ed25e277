package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Long, not guessable, and no other demands: NIST SP 800-63B §3.1.1.2 advises against composition rules. */
@Component
class PasswordRules {

    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 128;

    /** A shorter local part, such as {@code anna}, is found in honest passphrases too. */
    private static final int TELLING_LOCAL_PART = 6;

    private final List<BreachedPasswords> lists;

    PasswordRules(List<BreachedPasswords> lists) {
        this.lists = lists;
    }

    /** Refuses with what to change; the password itself is never repeated. */
    void check(String password, EmailAddress owner) {
        check("password", password, owner);
    }

    /** @param field what the request calls the password */
    void check(String field, String password, EmailAddress owner) {
        complaint(password, owner).ifPresent(complaint -> {
            throw Refusal.invalid(field, complaint);
        });
    }

    private Optional<String> complaint(String password, EmailAddress owner) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || password.length() > MAX_LENGTH) {
            return Optional.of("must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        String localPart = owner.localPart();
        if (lower.contains(owner.value()) || (localPart.length() >= TELLING_LOCAL_PART && lower.contains(localPart))) {
            return Optional.of("must not contain your mail address");
        }
        if (lists.stream().anyMatch(list -> list.contains(password))) {
            return Optional.of(
                    "is one of the passwords that are guessed first; three or four unrelated words are better");
        }
        return Optional.empty();
    }
}
