package com.penguinmails.worker.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an SMTP server said, RFC 5321 §4.2.
 *
 * @param code three digits
 * @param text all lines, parted by a space, without control characters, at most {@value #MAX_TEXT} characters
 */
public record Reply(int code, String text) {

    static final int MAX_TEXT = 500;
    private static final Pattern ENHANCED = Pattern.compile("([245]\\.\\d{1,3}\\.\\d{1,3})(?: |$).*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    public Reply {
        text = CONTROL.matcher(text).replaceAll(" ").strip();
        if (text.length() > MAX_TEXT) {
            text = text.substring(0, MAX_TEXT);
        }
    }

    public boolean isPositive() {
        return code >= 200 && code < 400;
    }

    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    /** RFC 3463, when the server gave one. */
    public @Nullable String enhancedCode() {
        Matcher matcher = ENHANCED.matcher(text);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
