package com.penguinmails.user.session;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * From where somebody signs in, as far as it can be told; shown to the owner and trusted for nothing.
 *
 * @param address as the gateway saw it
 */
record Device(@Nullable String userAgent, @Nullable String address) {

    private static final int LONGEST_AGENT = 300;
    private static final int LONGEST_ADDRESS = 64;

    static Device of(HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-For");
        return new Device(
                shortened(request.getHeader("User-Agent"), LONGEST_AGENT),
                shortened(forwarded == null ? request.getRemoteAddr() : forwarded, LONGEST_ADDRESS));
    }

    private static @Nullable String shortened(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        String printable = text.replaceAll("[^\\x20-\\x7E]", "?").strip();
        return printable.length() <= longest ? printable : printable.substring(0, longest);
    }
}
