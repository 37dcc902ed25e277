package com.penguinmails.observability.logs;

/**
 * Writes every mail address in a text as its first letter, three stars and the domain.
 *
 * <p>A scan from each {@code @} (or {@code %40}) outwards, not a pattern: its cost is bounded, and it also takes the addresses
 * that {@code EmailAddress} would refuse, because a log shows what came in and not only what was accepted.
 */
final class AddressMask {

    private static final String ENCODED_AT = "%40";
    private static final String LOCAL_SYMBOLS = ".!#$%&'*+-/=?^_`{|}~";

    /** What may stand between a key or a path and an address: legal in a local part, but hardly ever there. */
    private static final String SEPARATORS = "=/?&{|";

    private static final int MAX_LOCAL = 320;
    private static final int MAX_DOMAIN = 255;

    private AddressMask() {}

    static String apply(String text) {
        int at = nextAt(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (at >= 0) {
            int afterAt = at + (text.charAt(at) == '@' ? 1 : ENCODED_AT.length());
            int end = domainEnd(text, afterAt);
            int start = localStart(text, at, Math.max(copied, at - MAX_LOCAL));
            if (start < at && looksLikeDomain(text.substring(afterAt, end))) {
                masked.append(text, copied, start);
                masked.appendCodePoint(text.codePointAt(start)).append(Mask.HIDDEN);
                masked.append(text, at, end);
                copied = end;
            }
            at = nextAt(text, afterAt);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static int nextAt(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || (c == '%' && text.startsWith(ENCODED_AT, i))) {
                return i;
            }
        }
        return -1;
    }

    private static int localStart(String text, int at, int lowest) {
        if (at > lowest && text.charAt(at - 1) == '"') {
            return openingQuote(text, at, lowest);
        }
        int start = at;
        while (start > lowest
                && isLocal(text.charAt(start - 1))
                && (start == at || SEPARATORS.indexOf(text.charAt(start - 1)) < 0)) {
            start--;
        }
        while (start < at && text.charAt(start) == '\'') {
            start++;
        }
        return start;
    }

    /** A quoted local part (RFC 5321 §4.1.2) may hold anything, spaces too. */
    private static int openingQuote(String text, int at, int lowest) {
        for (int i = at - 2; i >= lowest; i--) {
            if (text.charAt(i) == '"') {
                return i;
            }
        }
        return at;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || LOCAL_SYMBOLS.indexOf(c) >= 0;
    }

    private static int domainEnd(String text, int from) {
        int limit = Math.min(text.length(), from + MAX_DOMAIN);
        int end = from;
        if (end < limit && text.charAt(end) == '[') {
            while (end < limit && text.charAt(end) != ']') {
                end++;
            }
            return end < limit ? end + 1 : from;
        }
        while (end < limit && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > from && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '-')) {
            end--;
        }
        return end;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '.' || c == '-';
    }

    /** Not the hash in {@code Object@1b6d3586}, nor the version in {@code java.base@25.0.3}. */
    private static boolean looksLikeDomain(String domain) {
        boolean hash = domain.length() <= 8 && domain.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return domain.startsWith("[") || (!hash && domain.chars().anyMatch(Character::isLetter));
    }
}
