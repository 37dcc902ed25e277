package com.penguinmails.user.secondfactor;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.user.account.Person;
import com.penguinmails.user.throttle.Throttle;
import com.penguinmails.user.throttle.ThrottledAct;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks for a second factor where there is one. */
@Component
public class SecondFactors {

    private static final Pattern GENERATED = Pattern.compile("\\d{6}");

    private final TotpFactors generators;
    private final RecoveryCodes recovery;
    private final Throttle throttle;
    private final TransactionTemplate transaction;

    SecondFactors(TotpFactors generators, RecoveryCodes recovery, Throttle throttle, TransactionTemplate transaction) {
        this.generators = generators;
        this.recovery = recovery;
        this.throttle = throttle;
        this.transaction = transaction;
    }

    /** Whether the person's password alone is not enough. */
    public boolean areAskedOf(UUID accountId) {
        return Boolean.TRUE.equals(transaction.execute(status -> generators.isConfirmed(accountId)));
    }

    /**
     * Takes a code of the generator or a recovery code, each once. Refuses with {@code code-wrong} of the given kind, or
     * {@code too-many-attempts}.
     */
    public void prove(Person person, String code, Refusal.Kind whenWrong) {
        throttle.tryNow(ThrottledAct.SECOND_FACTOR, person.email());
        if (!Boolean.TRUE.equals(transaction.execute(status -> isRight(person.id(), code)))) {
            throw wrong(whenWrong);
        }
        throttle.forget(ThrottledAct.SECOND_FACTOR, person.email());
    }

    static Refusal wrong(Refusal.Kind kind) {
        return new Refusal(
                kind, "code-wrong", "The code is wrong, too old or was used before; wait for the next one and try it.");
    }

    private boolean isRight(UUID accountId, String code) {
        String typed = code.replaceAll("[\\s-]", "");
        return GENERATED.matcher(typed).matches()
                ? generators.use(accountId, typed)
                : generators.isConfirmed(accountId) && recovery.use(accountId, typed);
    }
}
