package com.penguinmails.user.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a browser may be sent with a code: an https address, one on the own machine as a literal, or a scheme that belongs to an
 * application (RFC 8252 §7). No fragment, no user, no name for the own machine, which others may answer to.
 */
final class RedirectAddress {

    static final int LONGEST = 500;

    private static final Set<String> OWN_MACHINE = Set.of("127.0.0.1", "[::1]");
    /** A domain backwards, as RFC 8252 §7.1 asks: {@code com.example.app}. */
    private static final Pattern PRIVATE_SCHEME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");

    private RedirectAddress() {}

    static boolean isGood(String text) {
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            return false;
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException unreadable) {
            return false;
        }
        String scheme = uri.getScheme();
        if (scheme == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            return false;
        }
        String host = uri.getHost();
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https" -> host != null && !host.isEmpty();
            case "http" -> host != null && OWN_MACHINE.contains(host);
            default -> PRIVATE_SCHEME.matcher(scheme).matches();
        };
    }

    /** What a person is shown of it. */
    static String shown(String text) {
        URI uri = URI.create(text);
        return uri.getHost() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getAuthority();
    }
}
