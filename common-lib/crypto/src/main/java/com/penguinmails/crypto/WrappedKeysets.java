package com.penguinmails.crypto;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.penguinmails.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Makes and opens the keyset of a tenant: Tink AES-256-GCM, encrypted with the root key.
 *
 * <p>The tenant id is associated data of the wrapping, so the wrapped keyset of one tenant never opens as another's.
 */
public final class WrappedKeysets {

    private final RootKey root;

    public WrappedKeysets(RootKey root) {
        this.root = root;
    }

    /** A new random keyset for {@code tenant}, wrapped, as base64; safe to store and to send between services. */
    public String generate(TenantId tenant) {
        try {
            return wrap(
                    tenant, KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a keyset could not be made", broken);
        }
    }

    /**
     * The first step of a rotation: one more key, which opens and does not encrypt yet. Whoever keeps an opened keyset learns of it within
     * {@link TenantCipher#KEY_LIFETIME}; only after that is {@link #withNewestFirst} safe.
     *
     * @throws DecryptionFailed when the keyset is damaged, of another tenant, or wrapped by an unknown root key
     */
    public String withNewKey(TenantId tenant, String wrapped) {
        try {
            return wrap(
                    tenant,
                    KeysetHandle.newBuilder(handle(tenant, wrapped))
                            .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                                    .withRandomId())
                            .build());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a keyset could not be rotated", broken);
        }
    }

    /**
     * The second step of a rotation: from now on the newest key encrypts. The older ones go on opening what they sealed.
     *
     * @throws DecryptionFailed when the keyset is damaged, of another tenant, or wrapped by an unknown root key
     */
    public String withNewestFirst(TenantId tenant, String wrapped) {
        try {
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(handle(tenant, wrapped));
            keys.getAt(keys.size() - 1).makePrimary();
            return wrap(tenant, keys.build());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a keyset could not be rotated", broken);
        }
    }

    /** @throws DecryptionFailed when the keyset is damaged, of another tenant, or wrapped by an unknown root key */
    Aead unwrap(TenantId tenant, String wrapped) {
        try {
            return handle(tenant, wrapped).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException unreadable) {
            throw new DecryptionFailed();
        }
    }

    private String wrap(TenantId tenant, KeysetHandle keyset) throws GeneralSecurityException {
        return Base64.getEncoder()
                .encodeToString(TinkProtoKeysetFormat.serializeEncryptedKeyset(
                        keyset, root.aead(), associatedData(tenant), RegistryConfiguration.get()));
    }

    private KeysetHandle handle(TenantId tenant, String wrapped) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(
                    Base64.getDecoder().decode(wrapped),
                    root.aead(),
                    associatedData(tenant),
                    RegistryConfiguration.get());
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new DecryptionFailed();
        }
    }

    private static byte[] associatedData(TenantId tenant) {
        return tenant.toString().getBytes(StandardCharsets.UTF_8);
    }
}
