package com.penguinmails.mailworld.behaviour;

import org.jspecify.annotations.Nullable;

/**
 * A negative SMTP answer.
 *
 * @param code three digits (RFC 5321)
 * @param enhancedCode such as {@code 5.1.1} (RFC 3463)
 * @param cause the behaviour that asked for it; null when the server itself refuses
 */
public record Refusal(
        int code,
        String enhancedCode,
        String text,
        @Nullable Behaviour cause) {
    /** True when the sender should try again later. */
    public boolean temporary() {
        return code < 500;
    }

    /** True when the connection is closed after the answer (RFC 5321 §3.8). */
    public boolean closesConnection() {
        return code == 421;
    }

    /** The text behind the code on the wire. */
    public String line() {
        return enhancedCode + " " + text;
    }
}
