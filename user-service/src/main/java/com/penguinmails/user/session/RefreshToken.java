package com.penguinmails.user.session;

import com.penguinmails.crypto.Secret;
import com.penguinmails.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 256 bits that renew a sign-in once.
 *
 * <p>A successor is the HMAC-SHA-256 of its predecessor under a key of the session. So the answer to a lost answer can be given again,
 * and yet no token is stored: the database has the key and digests, and neither leads to a token without a token.
 */
record RefreshToken(String value) {

    private static final String HMAC = "HmacSHA256";

    static RefreshToken first(SecureRandom random) {
        return new RefreshToken(Secret.random(random).value());
    }

    RefreshToken successor(byte[] rotationSecret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(rotationSecret, HMAC));
            return new RefreshToken(Secret.of(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)))
                    .value());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + HMAC, impossible);
        }
    }

    /** What is stored instead of the token. */
    byte[] digest() {
        return Sha256.of(value);
    }

    @Override
    public String toString() {
        return "RefreshToken[]";
    }
}
