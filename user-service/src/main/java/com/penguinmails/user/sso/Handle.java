package com.penguinmails.user.sso;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * 256 random bits that stay with the caller while the browser is at the provider. State, nonce and verifier are made of it, so nothing secret is
 * kept here, and an answer is worth something to whoever started and to nobody else.
 */
record Handle(String value) {

    private static final int BYTES = 32;

    static Handle random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Handle(base64(bytes));
    }

    /** Goes through the browser and comes back. */
    String state() {
        return derived("state");
    }

    /** Comes back inside the id token. */
    String nonce() {
        return derived("nonce");
    }

    /** RFC 7636. */
    String verifier() {
        return derived("verifier");
    }

    String challenge() {
        return base64(digest(verifier()));
    }

    private String derived(String purpose) {
        return base64(digest(purpose + " " + value));
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Handle[]";
    }
}
