package com.penguinmails.email.suppression;

import java.util.Locale;

/** Why nothing more is sent there. */
public enum SuppressionReason {
    /** The recipient asked for it. */
    UNSUBSCRIBED,
    /** The receiving server said that the address does not exist. */
    BOUNCED,
    /** The recipient reported a mail as spam. */
    COMPLAINED,
    /** A person of the tenant added it, and may take it away again. */
    MANUAL;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SuppressionReason of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
