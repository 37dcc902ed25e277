package com.penguinmails.user.account;

import com.penguinmails.kernel.Refusal;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB, two passes and one lane, the first choice of OWASP's password storage cheat sheet.
 *
 * <p>One hash takes a core for about a tenth of a second, so only as many run at once as there are cores; who waits too long is told
 * to come back. A flood of sign-ins then slows sign-ins and nothing else.
 */
@Component
class PasswordHashing {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;

    /** The same parameters as a real one, and a result that no password gives: unknown addresses cost what known ones do. */
    static final String NOBODYS_HASH = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES
            + "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore turns;
    private final PasswordProperties properties;

    PasswordHashing(PasswordProperties properties) {
        this.properties = properties;
        this.turns = new Semaphore(properties.permits(), true);
    }

    String hash(String password) {
        return inTurn(() -> argon2.encode(normalised(password)));
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> argon2.matches(normalised(password), hash));
    }

    /** Takes as long as {@link #matches}. */
    void matchNobody(String password) {
        matches(password, NOBODYS_HASH);
    }

    boolean isOutdated(String hash) {
        return argon2.upgradeEncoding(hash);
    }

    /** Keyboards differ in how they compose letters; NIST SP 800-63B §3.1.1.2 asks for one form before hashing. */
    private static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        boolean mine = false;
        try {
            mine = turns.tryAcquire(properties.longestWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            throw Refusal.unavailable("sign-in-busy", "Too many people are signing in right now; try again shortly.");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
