package com.penguinmails.crypto;

import com.penguinmails.kernel.Sha256;
import java.util.Base64;

/** Reads keys from configuration; its complaints name the setting and never repeat its value. */
final class KeyMaterial {

    static final int BYTES = 32;

    private KeyMaterial() {}

    static byte[] decode(String base64, String setting) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            // The cause is left out: its message quotes a character of the secret.
            throw new IllegalStateException(setting + " is not base64. Make one with: openssl rand -base64 32");
        }
        if (key.length < BYTES) {
            throw new IllegalStateException(setting + " holds " + key.length + " bytes, but needs " + BYTES
                    + ". Make one with: openssl rand -base64 32");
        }
        return key;
    }

    /** A key that everybody knows, so that a developer's machine needs no set-up; the callers allow it nowhere else. */
    static byte[] publiclyKnownDevelopmentKey(String purpose) {
        return Sha256.of("penguinmails development key, not a secret: " + purpose);
    }

    static IllegalStateException unset(String setting, String environmentVariable) {
        return new IllegalStateException(setting + " is not set. Set " + environmentVariable
                + " to the base64 of 32 random bytes (openssl rand -base64 32), or, on a developer's machine only,"
                + " PENGUINMAILS_LOCAL=true to use a publicly known key.");
    }
}
