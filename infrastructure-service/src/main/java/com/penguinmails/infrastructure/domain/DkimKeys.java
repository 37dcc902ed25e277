package com.penguinmails.infrastructure.domain;

import com.penguinmails.crypto.TenantCipher;
import com.penguinmails.kernel.TenantId;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes DKIM keys (RFC 6376, RSA with 2048 bits as RFC 8301 asks) and opens them for the one who signs. */
@Component
class DkimKeys {

    private static final String SELECTOR = "pm1";
    private static final int BITS = 2048;

    private final TenantCipher cipher;

    DkimKeys(TenantCipher cipher) {
        this.cipher = cipher;
    }

    /** Costs a good part of a second of CPU and may ask for the tenant's key, so not inside a transaction. */
    SealedKeyPair generate(TenantId tenant, UUID domainId) {
        KeyPair pair = newPair();
        return new SealedKeyPair(
                SELECTOR,
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                cipher.encrypt(tenant, pair.getPrivate().getEncoded(), context(domainId)));
    }

    /** PKCS#8 DER. */
    byte[] privateKey(TenantId tenant, UUID domainId, SealedKeyPair pair) {
        return cipher.decryptBytes(tenant, pair.sealedPrivateKey(), context(domainId));
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }

    private static String context(UUID domainId) {
        return "infrastructure|domains|dkim_private_key|" + domainId;
    }
}
