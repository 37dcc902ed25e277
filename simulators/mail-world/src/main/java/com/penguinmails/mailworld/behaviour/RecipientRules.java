package com.penguinmails.mailworld.behaviour;

import java.time.Instant;
import java.util.Optional;

/** Decides one RCPT and one end of DATA. Pure: history, knobs and time come in, the answer goes out. */
public final class RecipientRules {
    private static final Refusal OUTAGE = new Refusal(451, "4.3.0", "Temporary system failure, try again later", null);
    private static final Refusal DROPPED =
            new Refusal(421, "4.3.2", "Service shutting down, closing channel", Behaviour.DROP421);
    private static final Refusal DEFERRED =
            new Refusal(451, "4.7.1", "Too much mail at the moment, try again later", Behaviour.DEFER);
    private static final Refusal GREYLISTED =
            new Refusal(451, "4.7.1", "Greylisted, please try again later", Behaviour.GREYLIST);
    private static final Refusal UNKNOWN =
            new Refusal(550, "5.1.1", "Recipient address rejected: user unknown", Behaviour.BOUNCE);
    private static final Refusal FULL =
            new Refusal(552, "5.2.2", "Mailbox full, the recipient is over quota", Behaviour.FULL);
    private static final Refusal FULL_FOR_NOW =
            new Refusal(452, "4.2.2", "Mailbox full, the recipient is over quota", Behaviour.FULL);
    private static final Refusal BLOCKED =
            new Refusal(554, "5.7.1", "Message rejected by local policy", Behaviour.BLOCKED);

    private RecipientRules() {}

    /** The answer to RCPT; empty means 250. */
    public static Optional<Refusal> atRecipient(Behaviours behaviours, PairHistory history, Knobs knobs, Instant now) {
        if (knobs.outage() != Outage.NONE) {
            return Optional.of(OUTAGE);
        }
        if (behaviours.has(Behaviour.DROP421) && !history.dropped()) {
            return Optional.of(DROPPED);
        }
        int tries = Math.max(1, behaviours.number(Behaviour.DEFER));
        if (behaviours.has(Behaviour.DEFER) && history.deferrals() < tries) {
            return Optional.of(DEFERRED);
        }
        if (behaviours.has(Behaviour.GREYLIST)) {
            Instant since = history.greylistedSince();
            if (since == null || now.isBefore(since.plus(knobs.greylistDelay()))) {
                return Optional.of(GREYLISTED);
            }
        }
        if (behaviours.has(Behaviour.BOUNCE)) {
            return Optional.of(UNKNOWN);
        }
        if (behaviours.has(Behaviour.FULL)) {
            return Optional.of(behaviours.number(Behaviour.FULL) == 452 ? FULL_FOR_NOW : FULL);
        }
        return Optional.empty();
    }

    /** The answer to the end of DATA for a recipient that was let in; empty means 250. */
    public static Optional<Refusal> atEndOfData(Behaviours behaviours) {
        return behaviours.has(Behaviour.BLOCKED) ? Optional.of(BLOCKED) : Optional.empty();
    }
}
