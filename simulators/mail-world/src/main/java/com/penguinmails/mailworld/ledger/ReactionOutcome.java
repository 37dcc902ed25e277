package com.penguinmails.mailworld.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a reaction ended.
 *
 * @param order its place among all events of the ledger
 * @param done false when it was given up; {@code detail} then says why
 * @param detail the click's destination, the mailbox of a reply or report, or the reason of the failure
 * @param attempts how many times it was tried
 */
public record ReactionOutcome(
        long order,
        ReactionKind kind,
        boolean done,
        Instant at,
        @Nullable String detail,
        int attempts) {}
