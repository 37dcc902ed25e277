package com.penguinmails.crypto;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * The AES-256 key above all others: it wraps the tenants' keysets and the platform's own few secrets ({@link PlatformCipher}).
 *
 * <p>Keys that were retired may be given too; they only unwrap, so a new master key can be brought in without a stop.
 */
public final class RootKey {

    private final Aead aead;

    private RootKey(Aead aead) {
        this.aead = aead;
    }

    /**
     * @param current 32 bytes; wraps from now on
     * @param retired former keys of 32 bytes each
     * @throws IllegalStateException when a key has another length
     */
    public static RootKey of(byte[] current, List<byte[]> retired) {
        try {
            AeadConfig.register();
            KeysetHandle.Builder keys = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(aesKey(current))
                            .withRandomId()
                            .makePrimary());
            for (byte[] key : retired) {
                keys.addEntry(KeysetHandle.importKey(aesKey(key)).withRandomId());
            }
            return new RootKey(keys.build().getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a master key could not be used", broken);
        }
    }

    static RootKey from(CryptoProperties properties) {
        List<byte[]> retired = properties.retiredMasterKeys().stream()
                .filter(key -> !key.isBlank())
                .map(key -> KeyMaterial.decode(key, "penguinmails.crypto.retired-master-keys (MASTER_KEY_RETIRED)"))
                .toList();
        if (!properties.masterKey().isBlank()) {
            return of(
                    KeyMaterial.decode(properties.masterKey(), "penguinmails.crypto.master-key (MASTER_KEY)"), retired);
        }
        if (properties.developmentKeysAllowed()) {
            return of(KeyMaterial.publiclyKnownDevelopmentKey("master"), retired);
        }
        throw KeyMaterial.unset("penguinmails.crypto.master-key", "MASTER_KEY");
    }

    Aead aead() {
        return aead;
    }

    @AccessesPartialKey
    private static AesGcmKey aesKey(byte[] key) throws GeneralSecurityException {
        if (key.length != KeyMaterial.BYTES) {
            throw new IllegalStateException(
                    "a master key holds " + key.length + " bytes, but needs exactly " + KeyMaterial.BYTES);
        }
        return AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder()
                        .setKeySizeBytes(KeyMaterial.BYTES)
                        .setIvSizeBytes(12)
                        .setTagSizeBytes(16)
                        .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                        .build())
                .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                .build();
    }
}
