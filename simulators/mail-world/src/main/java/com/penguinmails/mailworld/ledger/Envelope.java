package com.penguinmails.mailworld.ledger;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One recipient of one SMTP transaction.
 *
 * @param begunAt place of the MAIL command among all events of the ledger
 * @param login the mailbox that authenticated the session
 * @param from the reverse path; empty for the null sender
 * @param to the forward path
 */
public record Envelope(long begunAt, @Nullable String login, String from, String to) {
    Pair pair() {
        return new Pair(from.toLowerCase(Locale.ROOT), to.toLowerCase(Locale.ROOT));
    }

    record Pair(String from, String to) {}
}
