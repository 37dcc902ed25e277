package com.penguinmails.user.sso;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** An address that a tenant or its provider named, as far as that can be judged without a look-up. */
final class GuardedAddress {

    static final int LONGEST = 500;

    private static final int HTTPS = 443;

    private GuardedAddress() {}

    /** https on its usual port, without user and fragment; plain http only for this machine, where that is allowed. */
    static Optional<URI> parse(String text, boolean loopbackAllowed) {
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException unreadable) {
            return Optional.empty();
        }
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        boolean usual = "https".equals(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == HTTPS);
        boolean local = loopbackAllowed && "http".equals(uri.getScheme()) && isThisMachine(host);
        return usual || local ? Optional.of(uri) : Optional.empty();
    }

    private static boolean isThisMachine(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
