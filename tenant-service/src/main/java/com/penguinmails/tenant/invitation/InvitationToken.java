package com.penguinmails.tenant.invitation;

import com.penguinmails.kernel.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    private static final int SECRET_BYTES = 32;

    /** Characters of a token. */
    static final int LENGTH = (ID_BYTES + SECRET_BYTES) * 4 / 3;

    static InvitationToken make(TenantId tenant, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        byte[] bytes = ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .put(secret)
                .array();
        return new InvitationToken(
                tenant, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "InvitationToken[]";
    }
}
