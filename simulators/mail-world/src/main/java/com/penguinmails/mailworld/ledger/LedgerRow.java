package com.penguinmails.mailworld.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.penguinmails.mailworld.behaviour.Behaviour;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt as readers of the ledger see it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerRow.AcceptedMail.class, name = "accepted"),
    @JsonSubTypes.Type(value = LedgerRow.RefusedAttempt.class, name = "refused")
})
public sealed interface LedgerRow {
    long sequence();

    /** An accepted mail with the reactions that have ended, and how many have not. */
    record AcceptedMail(
            long sequence,
            Instant receivedAt,
            @Nullable String login,
            String envelopeFrom,
            String envelopeTo,
            MailFacts mail,
            DkimResult dkim,
            boolean duplicate,
            int priorDeferrals,
            List<ReactionOutcome> reactions,
            int reactionsPending)
            implements LedgerRow {}

    /** A refused attempt; {@code envelopeTo} is null when it ended before RCPT. */
    record RefusedAttempt(
            long sequence,
            Instant refusedAt,
            Stage stage,
            int code,
            String enhancedCode,
            String text,
            @Nullable Behaviour behaviour,
            @Nullable String login,
            String envelopeFrom,
            @Nullable String envelopeTo,
            @Nullable String messageId)
            implements LedgerRow {}
}
