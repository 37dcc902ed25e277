package com.penguinmails.email.unsubscribe;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.engagement.Engagements;
import com.penguinmails.email.engagement.Engagements.Engaged;
import com.penguinmails.email.engagement.Engagements.Kind;
import com.penguinmails.email.links.MessageLinks.Token;
import com.penguinmails.email.suppression.SuppressionReason;
import com.penguinmails.email.suppression.Suppressions;
import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Takes an address off a tenant's mail, for good. */
@Component
class Unsubscribe {

    private static final String SOURCE = "unsubscribe link";

    private final Engagements engagements;
    private final Suppressions suppressions;
    private final ActivityFeed activity;
    private final TransactionOperations transaction;
    private final Ids ids;
    private final Clock clock;

    Unsubscribe(
            Engagements engagements,
            Suppressions suppressions,
            ActivityFeed activity,
            TransactionOperations transaction,
            Ids ids,
            Clock clock) {
        this.engagements = engagements;
        this.suppressions = suppressions;
        this.activity = activity;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** The address a link speaks of; changes nothing. */
    Optional<String> recipient(Token token) {
        return TenantScope.call(
                token.tenant(),
                () -> Objects.requireNonNull(transaction.execute(
                        status -> engagements.find(token.message()).map(Engaged::recipient))));
    }

    /** Suppresses the address; the first time for a message, tells of it. False when there is no such message. */
    boolean unsubscribe(Token token) {
        return TenantScope.call(
                token.tenant(), () -> Objects.requireNonNull(transaction.execute(status -> suppress(token))));
    }

    private boolean suppress(Token token) {
        var noted = engagements.note(token.message(), Kind.UNSUBSCRIBE, 0);
        noted.ifPresent(unsubscribed -> {
            // Not only the first time: the entry may have been manual, and taken away since.
            suppressions.add(List.of(new Suppressions.Entry(
                    unsubscribed.engaged().recipient(), SuppressionReason.UNSUBSCRIBED, SOURCE)));
            if (unsubscribed.first()) {
                activity.tell(List.of(
                        unsubscribed.engaged().message().event(ids.next(), Type.UNSUBSCRIBED, clock.instant(), null)));
            }
        });
        return noted.isPresent();
    }
}
