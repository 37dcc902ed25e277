package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.outbound.Handover.Holder;
import com.penguinmails.email.outbound.MessageRows.Draft;
import com.penguinmails.email.outbound.MessageRows.Locked;
import com.penguinmails.email.suppression.Suppressions;
import com.penguinmails.jobs.standing.TenantStandings;
import com.penguinmails.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hands messages to a worker, in three steps.
 *
 * <ol>
 *   <li>Read what waits, without locks.
 *   <li>Render it. What goes into a mail never changes, so this may happen before the message is ours to give, and a mail that
 *       cannot be made is found before anything is marked.
 *   <li>In one transaction: lock the rows, ask the suppression list, decide ({@link Handover}), mark. The answer is given only
 *       after the commit.
 * </ol>
 */
@Component
class Preparation {

    private static final Duration UNTIL_TENANT_IS_LOOKED_AT_AGAIN = Duration.ofMinutes(10);

    private final MessageRows messages;
    private final EnvelopeMaker envelopes;
    private final Suppressions suppressions;
    private final ActivityFeed activity;
    private final TenantStandings standings;
    private final TransactionOperations transaction;
    private final SendingSettings settings;
    private final Ids ids;
    private final Clock clock;

    Preparation(
            MessageRows messages,
            EnvelopeMaker envelopes,
            Suppressions suppressions,
            ActivityFeed activity,
            TenantStandings standings,
            TransactionOperations transaction,
            SendingSettings settings,
            Ids ids,
            Clock clock) {
        this.messages = messages;
        this.envelopes = envelopes;
        this.suppressions = suppressions;
        this.activity = activity;
        this.standings = standings;
        this.transaction = transaction;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param asked each id once
     * @return one answer per id, in order
     */
    List<Prepared> prepare(Holder worker, List<UUID> asked) {
        if (!standings.isActive()) {
            // campaign-service holds the jobs in the queue; what is on its way already is held here.
            Instant later = clock.instant().plus(UNTIL_TENANT_IS_LOOKED_AT_AGAIN);
            return asked.stream()
                    .<Prepared>map(id -> new Prepared.Hold(id, later, "the tenant may not send"))
                    .toList();
        }
        List<Draft> drafts = Objects.requireNonNull(transaction.execute(status -> messages.waiting(asked)));
        var made = new HashMap<UUID, Envelope>();
        drafts.forEach(draft -> made.put(draft.ref().id(), envelopes.make(draft)));
        return Objects.requireNonNull(transaction.execute(status -> handOver(worker, asked, made)));
    }

    private List<Prepared> handOver(Holder worker, List<UUID> asked, Map<UUID, Envelope> made) {
        Map<UUID, Locked> rows = messages.lock(asked);
        Set<String> suppressed =
                suppressions.among(rows.values().stream().map(Locked::recipient).collect(Collectors.toSet()));
        Instant now = clock.instant();
        var batch = new Batch();
        var answers = new ArrayList<Prepared>(asked.size());
        for (UUID id : asked) {
            answers.add(answer(worker, id, rows.get(id), suppressed, made.get(id), now, batch));
        }
        messages.hand(batch.given, worker, now);
        messages.finishUnsent(MessageStatus.SKIPPED, batch.skipped, now);
        messages.finishUnsent(MessageStatus.FAILED, batch.failed, now);
        activity.tell(batch.events);
        return answers;
    }

    private Prepared answer(
            Holder worker,
            UUID id,
            @Nullable Locked row,
            Set<String> suppressed,
            @Nullable Envelope envelope,
            Instant now,
            Batch batch) {
        if (row == null) {
            return new Prepared.Skip(id, "there is no such message");
        }
        Handover decision = Handover.decide(
                row.status(),
                row.dueAt(),
                row.holder(),
                worker,
                suppressed.contains(row.recipient()),
                envelope,
                now,
                settings);
        return switch (decision) {
            case Handover.Give give
            when envelope instanceof Envelope.Sealed made -> {
                row.status().eventOf(MessageStatus.SENDING);
                batch.given.add(id);
                yield made.ready();
            }
            case Handover.Give give -> throw new IllegalStateException("given without an envelope");
            case Handover.Suppressed gone -> {
                batch.skipped.put(id, "suppressed");
                tell(row, MessageStatus.SKIPPED, "suppressed", now, batch);
                yield new Prepared.Skip(id, "the address is suppressed");
            }
            case Handover.Unsendable unsendable -> {
                batch.failed.put(id, unsendable.reason());
                tell(row, MessageStatus.FAILED, unsendable.reason(), now, batch);
                yield new Prepared.Skip(id, unsendable.reason());
            }
            case Handover.Finished finished -> new Prepared.Skip(id, finished.reason());
            case Handover.Later later -> new Prepared.Hold(id, later.until(), later.reason());
        };
    }

    private void tell(Locked row, MessageStatus next, String detail, Instant now, Batch batch) {
        row.status().eventOf(next).ifPresent(type -> batch.events.add(row.ref().event(ids.next(), type, now, detail)));
    }

    /** What one transaction changes, gathered so that each kind of change is one statement. */
    private static final class Batch {
        private final List<UUID> given = new ArrayList<>();
        private final Map<UUID, String> skipped = new LinkedHashMap<>();
        private final Map<UUID, String> failed = new LinkedHashMap<>();
        private final List<Event> events = new ArrayList<>();
    }
}
