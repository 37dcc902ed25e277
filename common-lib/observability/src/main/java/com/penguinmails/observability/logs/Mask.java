package com.penguinmails.observability.logs;

import java.util.regex.Pattern;

/**
 * Takes mail addresses and secrets out of a text. It would rather hide too much than too little.
 *
 * <p>Costs time in proportion to the length of the text, whatever the text is: no pattern here backtracks.
 */
public final class Mask {

    /** What stands where a secret was. */
    static final String HIDDEN = "***";

    private static final String SECRET_NAMES = "passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key"
            + "|(?:private|master|signing|link|access)[_-]?key|credentials?";

    private static final Pattern SECRET_NAME = Pattern.compile("(?i)(?:" + SECRET_NAMES + "|authorization|cookie)");

    private static final Pattern TOKEN_BY_SHAPE = Pattern.compile(
            "\\beyJ[A-Za-z0-9_-]{6,}+(?:\\.[A-Za-z0-9_-]*+){1,4}+" // JWT and JWE
                    + "|\\b(?:pm|sk|rk|pk)_(?:live|test)_[A-Za-z0-9_-]++" // our API keys and Stripe's
                    + "|\\bwhsec_[A-Za-z0-9_-]++");

    /** The rest of the line goes: a scheme such as Digest puts the secret anywhere in it. */
    private static final Pattern HEADER = Pattern.compile(
            "(?i)((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(\\\\{0,3}[\"']?\\s{0,3}[:=])[^\\r\\n]++");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer)\\s{1,3}[\"']?[A-Za-z0-9._~+/=-]{6,}+");

    private static final Pattern SMTP_LOGIN =
            Pattern.compile("(?i)\\b(auth\\s{1,3}(?:plain|login|xoauth2|oauthbearer|cram-md5))\\s{1,3}\\S++");

    /** A name that says secret, then its value: quoted, quoted inside quotes, or up to the next space. */
    private static final Pattern NAMED_SECRET =
            Pattern.compile("(?i)(" + SECRET_NAMES + ")(\\w{0,16}\\\\{0,3}[\"']?\\s{0,3}[:=]\\s{0,3})"
                    + "(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,100}+\"?+"
                    + "|'[^']*+'?+"
                    + "|\\\\{1,3}\"[^\"\\\\]*+"
                    + "|\\S++)");

    private static final Pattern URL_LOGIN = Pattern.compile("(://)[^/\\s\"'<>@]{1,256}+@");

    private Mask() {}

    public static String text(String text) {
        String masked = withoutPrivateKeys(text);
        if (masked.contains("://")) {
            masked = URL_LOGIN.matcher(masked).replaceAll("$1" + HIDDEN + "@");
        }
        masked = TOKEN_BY_SHAPE.matcher(masked).replaceAll(HIDDEN);
        masked = HEADER.matcher(masked).replaceAll("$1$2 " + HIDDEN);
        masked = BEARER.matcher(masked).replaceAll("$1 " + HIDDEN);
        masked = SMTP_LOGIN.matcher(masked).replaceAll("$1 " + HIDDEN);
        masked = NAMED_SECRET.matcher(masked).replaceAll("$1$2" + HIDDEN);
        return AddressMask.apply(masked);
    }

    /** Whether a field of this name holds a secret, whatever its value looks like. */
    static boolean namesSecret(String field) {
        return SECRET_NAME.matcher(field).find();
    }

    /** PEM blocks (RFC 7468); one without an end hides the rest of the text. */
    private static String withoutPrivateKeys(String text) {
        String marker = "PRIVATE KEY-----";
        int found = text.indexOf(marker);
        if (found < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        while (found >= 0) {
            masked.append(text, copied, found).append(marker).append(HIDDEN);
            int end = text.indexOf("-----END", found + marker.length());
            // The end line names the marker again; stop at what follows it.
            int endMarker = end < 0 ? -1 : text.indexOf(marker, end);
            copied = endMarker < 0 ? text.length() : endMarker + marker.length();
            found = text.indexOf(marker, copied);
        }
        return masked.append(text, copied, text.length()).toString();
    }
}
