package com.penguinmails.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Encrypts the few secrets that belong to the platform and to no tenant, such as the keys that sign tokens, directly under the
 * root key.
 *
 * <p>The context names the place, for example {@code users|signing_keys|private_key|<row id>}; a ciphertext copied to another place
 * does not open. For secrets of tenants there is {@link TenantCipher}.
 */
public final class PlatformCipher {

    /** Names the format, and keeps these ciphertexts apart from tenants' keysets, which the same key wraps. */
    private static final String FORMAT = "p1.";

    private final RootKey root;

    public PlatformCipher(RootKey root) {
        this.root = root;
    }

    /** The ciphertext as URL-safe text with a format prefix; two calls never give the same text. */
    public String encrypt(String plaintext, String context) {
        try {
            byte[] ciphertext =
                    root.aead().encrypt(plaintext.getBytes(StandardCharsets.UTF_8), associatedData(context));
            return FORMAT + Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a secret could not be encrypted", broken);
        }
    }

    /** @throws DecryptionFailed when the text was not made for this context, was changed, or was made under an unknown root key */
    public String decrypt(String ciphertext, String context) {
        if (!ciphertext.startsWith(FORMAT)) {
            throw new DecryptionFailed();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(ciphertext.substring(FORMAT.length()));
            return new String(root.aead().decrypt(sealed, associatedData(context)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new DecryptionFailed();
        }
    }

    private static byte[] associatedData(String context) {
        return (FORMAT + context).getBytes(StandardCharsets.UTF_8);
    }
}
