package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.Sending.Prepared;

/** What came of rendering one message. */
sealed interface Envelope {

    record Sealed(Prepared.Ready ready) implements Envelope {}

    record Impossible(String reason) implements Envelope {}
}
