package com.penguinmails.tenant.audit;

import com.penguinmails.crypto.DecryptionFailed;
import com.penguinmails.crypto.PlatformCipher;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Seals the end of a log under the root key. Whoever can write to the tables, but does not have the key, can rewrite a whole chain so that
 * it fits in itself, and yet not the seal of its end.
 */
@Component
class HeadSeals {

    private final PlatformCipher cipher;

    HeadSeals(PlatformCipher cipher) {
        this.cipher = cipher;
    }

    String seal(UUID tenantId, long seq, String hash) {
        return cipher.encrypt(hash, place(tenantId, seq));
    }

    boolean isGenuine(UUID tenantId, AuditHead head) {
        try {
            return cipher.decrypt(head.seal(), place(tenantId, head.seq())).equals(head.hash());
        } catch (DecryptionFailed forged) {
            return false;
        }
    }

    private static String place(UUID tenantId, long seq) {
        return "tenants|audit_heads|seal|" + tenantId + "|" + seq;
    }
}
