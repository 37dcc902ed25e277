package com.penguinmails.email.outbound;

import com.penguinmails.kernel.Sha256;
import com.penguinmails.kernel.TenantId;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/** The names by which other mail systems know a message. */
final class MessageIdentity {

    private static final int RADIX = 32;
    /** 128 bits at five a digit. */
    private static final int DIGITS = 26;
    /** 48 bits: enough to tell tenants apart in a feedback report, too few to be an id of anything else. */
    private static final int TENANT_HASH_BYTES = 6;

    private MessageIdentity() {}

    /**
     * The Message-ID header (RFC 5322 §3.6.4): the message's id in base 32 at the sending domain, so every attempt has the same and
     * a reply that quotes it leads back.
     */
    static String rfcMessageId(UUID id, String mailboxAddress) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        String digits = new BigInteger(1, bytes).toString(RADIX);
        return "<" + "0".repeat(DIGITS - digits.length()) + digits
                + mailboxAddress.substring(mailboxAddress.lastIndexOf('@')) + ">";
    }

    /** The Feedback-ID header by which mailbox providers group complaints: campaign, tenant, platform. */
    static String feedbackId(UUID campaign, TenantId tenant) {
        byte[] hash = Sha256.of("feedback " + tenant);
        return campaign + ":" + HexFormat.of().formatHex(hash, 0, TENANT_HASH_BYTES) + ":pm";
    }
}
