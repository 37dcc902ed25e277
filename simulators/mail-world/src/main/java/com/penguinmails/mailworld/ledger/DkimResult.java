package com.penguinmails.mailworld.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on a message's DKIM signatures (RFC 6376, result words of RFC 8601).
 *
 * @param domain the signing domain ({@code d=}) of the signature the verdict is about
 * @param reason why it did not pass
 * @param coversUnsubscribe whether {@code h=} of a passing signature names both fields of one-click unsubscribe
 */
public record DkimResult(
        Verdict verdict, @Nullable String domain, @Nullable String reason, boolean coversUnsubscribe) {
    /** Result words of RFC 8601 §2.7.1. */
    public enum Verdict {
        PASS,
        FAIL,
        NONE,
        TEMPERROR,
        PERMERROR
    }

    /** The message carries no signature. */
    public static DkimResult none() {
        return new DkimResult(Verdict.NONE, null, null, false);
    }
}
