package com.penguinmails.worker.smtp;

import java.util.UUID;

/**
 * A mailbox's way out: connections of one endpoint are interchangeable.
 *
 * @param maxConnections most at once
 */
public record Endpoint(
        UUID mailbox, String host, int port, Security security, String username, String password, int maxConnections) {

    /** How the connection is protected. */
    public enum Security {
        /** Not at all; only towards hosts that the operator has allowed, by default this machine. */
        NONE,
        /** TLS after EHLO, RFC 3207; a server that does not offer it is refused. */
        STARTTLS,
        /** TLS from the first byte, RFC 8314. */
        TLS
    }

    @Override
    public String toString() {
        return "Endpoint[" + mailbox + " at " + host + ":" + port + "]";
    }
}
