package com.penguinmails.mailworld.ledger;

import com.penguinmails.mailworld.ledger.LedgerEvent.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An accepted mail and what has come of its reactions so far. Written under the ledger's lock, read without. */
final class AcceptedEntry implements Entry {
    private final Accepted accepted;
    private volatile List<ReactionOutcome> outcomes = List.of();

    AcceptedEntry(Accepted accepted) {
        this.accepted = accepted;
    }

    Accepted accepted() {
        return accepted;
    }

    void add(ReactionOutcome outcome) {
        if (outcome(outcome.kind()).isEmpty()) {
            List<ReactionOutcome> longer = new ArrayList<>(outcomes);
            longer.add(outcome);
            outcomes = List.copyOf(longer);
        }
    }

    List<ReactionOutcome> outcomes() {
        return outcomes;
    }

    Optional<ReactionOutcome> outcome(ReactionKind kind) {
        return outcomes.stream().filter(outcome -> outcome.kind() == kind).findFirst();
    }

    boolean did(ReactionKind kind) {
        return outcome(kind).filter(ReactionOutcome::done).isPresent();
    }

    int pending() {
        return accepted.plan().size() - outcomes.size();
    }

    @Override
    public long sequence() {
        return accepted.sequence();
    }

    @Override
    public boolean matches(LedgerFilter filter) {
        return filter.matches(accepted);
    }

    @Override
    public LedgerRow row() {
        return new LedgerRow.AcceptedMail(
                accepted.sequence(),
                accepted.at(),
                accepted.envelope().login(),
                accepted.envelope().from(),
                accepted.envelope().to(),
                accepted.mail(),
                accepted.dkim(),
                accepted.duplicate(),
                accepted.priorDeferrals(),
                outcomes,
                pending());
    }
}
