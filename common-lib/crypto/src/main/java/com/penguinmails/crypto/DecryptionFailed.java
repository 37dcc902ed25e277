package com.penguinmails.crypto;

/**
 * A stored secret cannot be opened: it was changed, moved to another row or tenant, or its key is gone.
 *
 * <p>It says no more than that, and carries no cause, because a difference between the reasons helps only an attacker.
 */
public final class DecryptionFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DecryptionFailed() {
        super("A stored secret could not be decrypted.");
    }
}
