package com.penguinmails.bootstrap;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A stored {@code SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>} (RFC 5803), checked without a login. */
record ScramVerifier(int iterations, String salt, String storedKey) {

    static ScramVerifier parse(String text) {
        String[] parts = text.split("[$:]", -1);
        return new ScramVerifier(Integer.parseInt(parts[1]), parts[2], parts[3]);
    }

    boolean matches(String password) throws GeneralSecurityException {
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(
                        password.toCharArray(), Base64.getDecoder().decode(salt), iterations, 256))
                .getEncoded();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salted, "HmacSHA256"));
        byte[] clientKey = mac.doFinal("Client Key".getBytes(StandardCharsets.UTF_8));
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(clientKey);
        return MessageDigest.isEqual(Base64.getDecoder().decode(storedKey), expected);
    }
}
