package com.penguinmails.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.penguinmails.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Encrypts the secrets of a tenant under the tenant's own key, for a plain text column.
 *
 * <p>The context names the place the value is kept in, for example {@code infrastructure|mailboxes|smtp_password|<row
 * id>}. It is authenticated with the tenant id and not stored, so a ciphertext copied to another row, column or tenant
 * does not open. Opened keys are kept for at most ten minutes and for at most {@value #MAX_CACHED_KEYS} tenants;
 * destroying a tenant's key therefore takes full effect after ten minutes. Safe for use by many threads.
 */
public final class TenantCipher {

    /** How long an opened key may be kept. */
    public static final Duration KEY_LIFETIME = Duration.ofMinutes(10);

    static final int MAX_CACHED_KEYS = 2_000;

    /** Names the format, so that another one can follow without guessing. */
    private static final String FORMAT = "v1.";

    private final KeysetSource source;
    private final WrappedKeysets keysets;
    private final Cache<TenantId, Aead> opened;

    public TenantCipher(KeysetSource source, WrappedKeysets keysets, Clock clock) {
        this.source = source;
        this.keysets = keysets;
        this.opened = Caffeine.newBuilder()
                .expireAfterWrite(KEY_LIFETIME)
                .maximumSize(MAX_CACHED_KEYS)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** The ciphertext as URL-safe text with a format prefix; two calls never give the same text. */
    public String encrypt(TenantId tenant, String plaintext, String context) {
        return encrypt(tenant, plaintext.getBytes(StandardCharsets.UTF_8), context);
    }

    /** As {@link #encrypt(TenantId, String, String)}, for a secret that is not text. */
    public String encrypt(TenantId tenant, byte[] plaintext, String context) {
        try {
            byte[] ciphertext = key(tenant).encrypt(plaintext, associatedData(tenant, context));
            return FORMAT + Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a secret could not be encrypted", broken);
        }
    }

    /** @throws DecryptionFailed when the text was not made for this tenant and context, or was changed */
    public String decrypt(TenantId tenant, String ciphertext, String context) {
        return new String(decryptBytes(tenant, ciphertext, context), StandardCharsets.UTF_8);
    }

    /** @throws DecryptionFailed when the text was not made for this tenant and context, or was changed */
    public byte[] decryptBytes(TenantId tenant, String ciphertext, String context) {
        if (!ciphertext.startsWith(FORMAT)) {
            throw new DecryptionFailed();
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(ciphertext.substring(FORMAT.length()));
            return key(tenant).decrypt(sealed, associatedData(tenant, context));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new DecryptionFailed();
        }
    }

    private Aead key(TenantId tenant) {
        return opened.get(tenant, wanted -> keysets.unwrap(wanted, source.wrappedKeyset(wanted)));
    }

    /** The tenant id has a fixed length, so no two pairs of tenant and context give the same bytes. */
    private static byte[] associatedData(TenantId tenant, String context) {
        return (FORMAT + tenant + "|" + context).getBytes(StandardCharsets.UTF_8);
    }
}
