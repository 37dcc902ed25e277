package com.penguinmails.user;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app, written apart from what it is to agree with. */
record Generator(String secret) {

    String codeAt(Instant now) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(), "RAW"));
            byte[] hash = mac.doFinal(
                    ByteBuffer.allocate(8).putLong(now.getEpochSecond() / 30).array());
            int at = hash[19] & 15;
            int number = ((hash[at] & 127) << 24)
                    | ((hash[at + 1] & 255) << 16)
                    | ((hash[at + 2] & 255) << 8)
                    | (hash[at + 3] & 255);
            return "%06d".formatted(number % 1_000_000);
        } catch (java.security.GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Twenty bytes, so base32 has no odd end. */
    private byte[] bytes() {
        BigInteger number = BigInteger.ZERO;
        for (char letter : secret.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
        }
        byte[] all = number.toByteArray();
        byte[] twenty = new byte[20];
        int length = Math.min(20, all.length);
        System.arraycopy(Arrays.copyOfRange(all, all.length - length, all.length), 0, twenty, 20 - length, length);
        return twenty;
    }
}
