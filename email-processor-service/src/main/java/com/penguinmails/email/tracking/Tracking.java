package com.penguinmails.email.tracking;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.content.ContentStore;
import com.penguinmails.email.engagement.Engagements;
import com.penguinmails.email.engagement.Engagements.Engaged;
import com.penguinmails.email.engagement.Engagements.Kind;
import com.penguinmails.email.engagement.Engagements.Noted;
import com.penguinmails.email.links.MessageLinks.Token;
import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Counts opens and clicks, and tells of the first of each: one transaction per hit. */
@Component
class Tracking {

    private final Engagements engagements;
    private final ContentStore contents;
    private final ActivityFeed activity;
    private final TransactionOperations transaction;
    private final Ids ids;
    private final Clock clock;

    Tracking(
            Engagements engagements,
            ContentStore contents,
            ActivityFeed activity,
            TransactionOperations transaction,
            Ids ids,
            Clock clock) {
        this.engagements = engagements;
        this.contents = contents;
        this.activity = activity;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /** Counts an open; a message that is gone counts nothing. */
    void opened(Token token) {
        inTransaction(token, () -> {
            Optional<Noted> noted = engagements.note(token.message(), Kind.OPEN, 0);
            noted.filter(Noted::first).ifPresent(first -> tell(first.engaged(), Type.OPENED, null));
            return noted;
        });
    }

    /**
     * Where the link leads; empty when there is no such link. A click implies nothing else: not an open, not interest.
     *
     * @param count false only looks
     */
    Optional<String> clicked(Token token, boolean count) {
        return inTransaction(token, () -> {
            if (!count) {
                return engagements.find(token.message()).flatMap(engaged -> target(engaged, token.link()));
            }
            Optional<Noted> noted = engagements.note(token.message(), Kind.CLICK, token.link());
            Optional<String> target = noted.flatMap(click -> target(click.engaged(), token.link()));
            noted.filter(Noted::first)
                    .ifPresent(first -> target.ifPresent(address -> tell(first.engaged(), Type.CLICKED, address)));
            return target;
        });
    }

    /** Content is another tier, perhaps another server; what was asked once is remembered there. */
    private Optional<String> target(Engaged engaged, int link) {
        return contents.target(engaged.contentId(), link).map(target -> target.forRecipient(engaged.fields()));
    }

    private void tell(Engaged engaged, Type type, @Nullable String detail) {
        activity.tell(List.of(engaged.message().event(ids.next(), type, clock.instant(), detail)));
    }

    private <T> T inTransaction(Token token, Supplier<T> work) {
        return TenantScope.call(
                token.tenant(), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
