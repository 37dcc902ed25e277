package com.penguinmails.user.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 bits that renew a sign-in once.
 *
 * <p>A successor is the HMAC-SHA-256 of its predecessor under a key of the session. So the answer to a lost answer can be given again,
 * and yet no token is stored: the database has the key and digests, and neither leads to a token without a token.
 */
record RefreshToken(String value) {

    static final int SECRET_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    static RefreshToken first(SecureRandom random) {
        return of(randomBytes(random));
    }

    static byte[] randomBytes(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    RefreshToken successor(byte[] rotationSecret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(rotationSecret, HMAC));
            return of(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + HMAC, impossible);
        }
    }

    /** What is stored instead of the token. */
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static RefreshToken of(byte[] bytes) {
        return new RefreshToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return "RefreshToken[]";
    }
}
