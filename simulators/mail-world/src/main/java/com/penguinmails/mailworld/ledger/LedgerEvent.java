package com.penguinmails.mailworld.ledger;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.penguinmails.mailworld.behaviour.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of the ledger's journal; the ledger's state is nothing but these, applied in order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LedgerEvent.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = LedgerEvent.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = LedgerEvent.Reacted.class, name = "reacted")
})
public sealed interface LedgerEvent {
    /** Place among all events; grows by one or more. */
    long sequence();

    /**
     * A mail taken for one recipient.
     *
     * @param duplicate the same Message-ID was accepted for this recipient before
     * @param priorDeferrals temporary refusals of this sender and recipient since the last acceptance
     * @param plan reactions to come; empty for a duplicate
     */
    record Accepted(
            long sequence,
            Instant at,
            Envelope envelope,
            MailFacts mail,
            DkimResult dkim,
            boolean duplicate,
            int priorDeferrals,
            List<PlannedReaction> plan)
            implements LedgerEvent {}

    /**
     * A negative answer.
     *
     * @param to null when it came before any recipient was named
     * @param messageId known only after DATA
     */
    record Refused(
            long sequence,
            Instant at,
            Stage stage,
            @Nullable String login,
            String from,
            @Nullable String to,
            @Nullable String messageId,
            Refusal refusal)
            implements LedgerEvent {}

    /** The end of a reaction to the accepted mail with the sequence {@code mail}. */
    record Reacted(long sequence, long mail, ReactionOutcome outcome) implements LedgerEvent {}
}
