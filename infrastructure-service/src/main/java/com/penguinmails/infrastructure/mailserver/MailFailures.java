package com.penguinmails.infrastructure.mailserver;

import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Puts what the mail library throws into words for the person who gave the login. */
final class MailFailures {

    private static final int MAX_QUOTE = 200;

    private MailFailures() {}

    static boolean isAboutTls(MessagingException failure) {
        return has(failure, SSLException.class)
                || String.valueOf(failure.getMessage()).contains("STARTTLS");
    }

    static String tlsReason(MailLogin login) {
        return login.security() == ConnectionSecurity.STARTTLS
                ? "the server offers no STARTTLS, or its certificate is not valid for " + login.host()
                : "the server speaks no TLS on this port, or its certificate is not valid for " + login.host();
    }

    static String reason(MessagingException failure) {
        if (has(failure, SocketTimeoutException.class)) {
            return "the server does not answer in time";
        }
        if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
            return "nothing accepts connections on this host and port";
        }
        return "the server broke off the conversation";
    }

    /** What the server said, on one line and short; without the password, in case it repeats it. */
    static String serverText(MessagingException failure, String password) {
        String text = String.valueOf(failure.getMessage())
                .replace(password, "***")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "…";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(kind::isInstance);
    }
}
