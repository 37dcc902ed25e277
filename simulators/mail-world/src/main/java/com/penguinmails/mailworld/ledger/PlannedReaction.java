package com.penguinmails.mailworld.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reaction decided on when the mail was accepted, so that its body need not be kept.
 *
 * @param targets URLs for OPEN, CLICK and UNSUBSCRIBE; mailbox addresses, best first, for REPLY and DSN. Empty when the mail
 *     offers nothing to react to, which is reported as a failure
 * @param originalHeaders the header block of the mail; only for DSN, which returns it
 */
public record PlannedReaction(
        ReactionKind kind, List<String> targets, @Nullable String originalHeaders) {
    public PlannedReaction {
        targets = List.copyOf(targets);
    }
}
