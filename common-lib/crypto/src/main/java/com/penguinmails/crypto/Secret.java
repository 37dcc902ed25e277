package com.penguinmails.crypto;

import com.penguinmails.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What only its holder knows, 256 bits as a rule; whoever checks it keeps its digest.
 *
 * @param value as its holder has it; may be anything that a caller claims to be one
 */
public record Secret(String value) {

    public static final int BYTES = 32;

    public static Secret random(SecureRandom random) {
        return of(bytes(random));
    }

    /** 256 random bits, for what is no text. */
    public static byte[] bytes(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** As base64url without padding (RFC 4648 §5). */
    public static Secret of(byte[] bytes) {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** SHA-256; what is stored instead. */
    public byte[] digest() {
        return Sha256.of(value);
    }

    /** RFC 7636 §4.2, method S256. */
    public String challenge() {
        return of(digest()).value();
    }

    /** RFC 7636 §4.6: whether this is the verifier of a challenge. */
    public boolean answers(String challenge) {
        return MessageDigest.isEqual(
                challenge().getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "Secret[]";
    }
}
