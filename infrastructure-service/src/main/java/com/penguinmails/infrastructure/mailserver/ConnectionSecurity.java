package com.penguinmails.infrastructure.mailserver;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a connection to a mail server is encrypted. */
public enum ConnectionSecurity {
    /** Not at all; for local runs only. */
    @JsonProperty("none")
    NONE,
    /** Upgraded before the login (RFC 3207, RFC 9051 §6.2.1); without the upgrade there is no login. */
    @JsonProperty("starttls")
    STARTTLS,
    /** From the first byte (RFC 8314). */
    @JsonProperty("tls")
    TLS;

    /** The form of the API and of the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is none of the three */
    public static ConnectionSecurity of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
