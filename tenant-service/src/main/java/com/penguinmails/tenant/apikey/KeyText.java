package com.penguinmails.tenant.apikey;

import com.penguinmails.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A whole key: {@code pm_live_<12>_<32><6>}, all base 62. First what it is known by, then 190 random bits, then the CRC-32 of everything
 * before, so that whoever finds one in a file can tell without asking us that it is a key of ours.
 *
 * <p>For secret scanners: {@code pm_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}}.
 *
 * @param prefix what it is known by; stands in lists and logs
 * @param value all of it
 */
record KeyText(String prefix, String value) {

    static final String KIND = "pm_live_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PREFIX_LENGTH = 12;
    private static final int SECRET_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM = Pattern.compile("pm_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}");

    /** @param random must be one that nobody can predict */
    static KeyText make(RandomGenerator random) {
        String prefix = text(random, PREFIX_LENGTH);
        String open = KIND + prefix + "_" + text(random, SECRET_LENGTH);
        return new KeyText(prefix, open + checksum(open));
    }

    /** Empty for what cannot be one of our keys; most mistakes are found here, without a look into the database. */
    static Optional<KeyText> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int open = text.length() - CHECKSUM_LENGTH;
        return checksum(text.substring(0, open)).equals(text.substring(open))
                ? Optional.of(new KeyText(text.substring(KIND.length(), KIND.length() + PREFIX_LENGTH), text))
                : Optional.empty();
    }

    /** SHA-256; a slow hash would be for secrets that people choose. */
    byte[] hash() {
        return Sha256.of(value);
    }

    static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        var digits = new StringBuilder();
        long rest = crc.getValue();
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return digits.reverse().toString();
    }

    private static String text(RandomGenerator random, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "KeyText[" + KIND + prefix + "]";
    }
}
