package com.penguinmails.infrastructure.mailserver;

import java.util.List;

/** The two protocols of a mailbox, with the ports that a public server may be asked on. */
public enum MailProtocol {
    /** Submission (RFC 6409, RFC 8314); 2525 is what hosters offer where 25 and 587 are closed. */
    SMTP("smtp", List.of(25, 465, 587, 2525)),
    /** RFC 9051. */
    IMAP("imap", List.of(143, 993));

    private final String id;
    private final List<Integer> ports;

    MailProtocol(String id, List<Integer> ports) {
        this.id = id;
        this.ports = ports;
    }

    /** Also the prefix of fields and problem codes. */
    public String id() {
        return id;
    }

    List<Integer> ports() {
        return ports;
    }
}
