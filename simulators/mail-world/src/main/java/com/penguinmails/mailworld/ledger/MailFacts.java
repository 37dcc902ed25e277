package com.penguinmails.mailworld.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger keeps of a message: header fields as sent (unfolded, subject decoded), null when absent.
 *
 * @param headerFrom the address in From, lower case
 * @param size octets as transmitted, after dot-unstuffing
 */
public record MailFacts(
        @Nullable String headerFrom,
        @Nullable String replyTo,
        @Nullable String messageId,
        @Nullable String references,
        @Nullable String subject,
        @Nullable String date,
        @Nullable String listUnsubscribe,
        @Nullable String listUnsubscribePost,
        int size) {
    /** True when both fields of RFC 8058 are there. */
    public boolean offersOneClick() {
        return listUnsubscribe != null
                && listUnsubscribePost != null
                && listUnsubscribePost.trim().equalsIgnoreCase("List-Unsubscribe=One-Click");
    }
}
