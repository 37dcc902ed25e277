package com.penguinmails.user.sso;

import com.penguinmails.crypto.Secret;
import com.penguinmails.kernel.Sha256;
import java.security.SecureRandom;

/**
 * 256 random bits that stay with the caller while the browser is at the provider. State, nonce and verifier are made of it, so nothing secret is
 * kept here, and an answer is worth something to whoever started and to nobody else.
 */
record Handle(String value) {

    static Handle random(SecureRandom random) {
        return new Handle(Secret.random(random).value());
    }

    /** Goes through the browser and comes back. */
    String state() {
        return derived("state");
    }

    /** Comes back inside the id token. */
    String nonce() {
        return derived("nonce");
    }

    /** RFC 7636. */
    String verifier() {
        return derived("verifier");
    }

    String challenge() {
        return new Secret(verifier()).challenge();
    }

    private String derived(String purpose) {
        return Secret.of(Sha256.of(purpose + " " + value)).value();
    }

    @Override
    public String toString() {
        return "Handle[]";
    }
}
