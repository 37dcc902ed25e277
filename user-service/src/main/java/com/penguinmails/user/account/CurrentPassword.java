package com.penguinmails.user.account;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.Accounts.Account;
import com.penguinmails.user.throttle.Throttle;
import com.penguinmails.user.throttle.ThrottledAct;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Asks somebody who is signed in for their password once more. Wrong ones count with those of the log-in. */
@Component
public class CurrentPassword {

    private final Credentials credentials;
    private final PasswordHashing hashing;
    private final Throttle throttle;

    CurrentPassword(Credentials credentials, PasswordHashing hashing, Throttle throttle) {
        this.credentials = credentials;
        this.hashing = hashing;
        this.throttle = throttle;
    }

    /** Refuses with {@code password-wrong} or {@code too-many-attempts}. */
    public void prove(Person person, String password) {
        prove(person, () -> credentials.check(person.email(), password).isPresent());
    }

    /** Against the password of this moment, which is not hashed anew. Refuses as {@link #prove(Person, String)} does. */
    void prove(Account account, String password) {
        prove(account.person(), () -> hashing.matches(password, account.passwordHash()));
    }

    private void prove(Person person, BooleanSupplier right) {
        throttle.tryNow(ThrottledAct.LOGIN, person.email());
        if (!right.getAsBoolean()) {
            throw new Refusal(Refusal.Kind.FORBIDDEN, "password-wrong", "The current password is wrong.");
        }
        throttle.forget(ThrottledAct.LOGIN, person.email());
    }
}
