package com.penguinmails.tenant.invitation;

import com.penguinmails.crypto.Secret;
import com.penguinmails.kernel.Sha256;
import com.penguinmails.kernel.TenantId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What the mail carries: the id of the tenant, so that nothing has to be looked up across tenants, and 256 random bits. Only its SHA-256
 * is kept.
 */
record InvitationToken(TenantId tenant, String value) {

    private static final int ID_BYTES = 16;

    /** Characters of a token. */
    static final int LENGTH = (ID_BYTES + Secret.BYTES) * 4 / 3;

    static InvitationToken make(TenantId tenant, SecureRandom random) {
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + Secret.BYTES)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .put(Secret.bytes(random))
                .array();
        return new InvitationToken(tenant, Secret.of(bytes).value());
    }

    /** Empty for what cannot be a token. */
    static Optional<InvitationToken> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return Optional.of(new InvitationToken(new TenantId(new UUID(bytes.getLong(), bytes.getLong())), text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    byte[] hash() {
        return Sha256.of(value);
    }

    @Override
    public String toString() {
        return "InvitationToken[]";
    }
}
