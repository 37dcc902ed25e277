package com.penguinmails.user.notification;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mail server to submit to (RFC 6409), as a URL names it.
 *
 * @param implicitTls TLS from the first byte (RFC 8314)
 * @param user null when the server takes mail without a password
 */
record SmtpServer(
        String host,
        int port,
        boolean implicitTls,
        @Nullable String user,
        @Nullable String password) {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalStateException when it is no such URL; the message does not repeat it, since it holds a password */
    static SmtpServer parse(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException unreadable) {
            throw unusable();
        }
        boolean tls = "smtps".equals(uri.getScheme());
        if ((!tls && !"smtp".equals(uri.getScheme())) || uri.getHost() == null) {
            throw unusable();
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? SUBMISSIONS : SUBMISSION;
        String credentials = uri.getRawUserInfo();
        if (credentials == null) {
            return new SmtpServer(uri.getHost(), port, tls, null, null);
        }
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            throw unusable();
        }
        return new SmtpServer(
                uri.getHost(),
                port,
                tls,
                decoded(credentials.substring(0, colon)),
                decoded(credentials.substring(colon + 1)));
    }

    boolean onThisMachine() {
        return THIS_MACHINE.contains(host);
    }

    private static String decoded(String part) {
        // In a URL's user part a plus sign is a plus sign.
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalStateException unusable() {
        return new IllegalStateException("penguinmails.mail.smtp-url (SMTP_FALLBACK_URL) must look like"
                + " smtp://user:password@host:port, with special characters percent-encoded");
    }

    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + "]";
    }
}
