package com.penguinmails.infrastructure.mailbox;

import java.util.Locale;

/** Only a connected mailbox sends. */
enum MailboxStatus {
    /** Both servers let us in when they were last asked. */
    CONNECTED,
    /** One of them did not. */
    FAILING,
    /** Switched off by a person, whatever the servers say. */
    DISABLED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailboxStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
