package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.EmailActivity.Event;
import com.penguinmails.contracts.email.Sending.OutcomeAck;
import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.email.activity.ActivityFeed;
import com.penguinmails.email.activity.Details;
import com.penguinmails.email.outbound.AttemptRows.Attempt;
import com.penguinmails.email.outbound.AttemptRows.Key;
import com.penguinmails.email.outbound.Handover.Holder;
import com.penguinmails.email.outbound.MessageRows.Locked;
import com.penguinmails.email.outbound.OutcomeRules.Current;
import com.penguinmails.email.outbound.OutcomeRules.Verdict;
import com.penguinmails.email.suppression.SuppressionReason;
import com.penguinmails.email.suppression.Suppressions;
import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TextArray;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Records what workers report: history, state, suppression and events in one transaction, each outcome once. */
@Component
class Recording {

    private static final Logger log = LoggerFactory.getLogger(Recording.class);

    private final JdbcClient jdbc;
    private final MessageRows messages;
    private final AttemptRows attempts;
    private final Suppressions suppressions;
    private final ActivityFeed activity;
    private final TransactionOperations transaction;
    private final SendingSettings settings;
    private final Ids ids;
    private final Clock clock;

    Recording(
            JdbcClient jdbc,
            MessageRows messages,
            AttemptRows attempts,
            Suppressions suppressions,
            ActivityFeed activity,
            TransactionOperations transaction,
            SendingSettings settings,
            Ids ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.attempts = attempts;
        this.suppressions = suppressions;
        this.activity = activity;
        this.transaction = transaction;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    /** One answer per outcome, in order. Several outcomes of one message are taken as they come. */
    List<OutcomeAck> record(Holder reporter, List<SendOutcome> outcomes) {
        return Objects.requireNonNull(transaction.execute(status -> settle(reporter, outcomes)));
    }

    private List<OutcomeAck> settle(Holder reporter, List<SendOutcome> outcomes) {
        Set<UUID> asked = outcomes.stream().map(SendOutcome::messageId).collect(Collectors.toSet());
        Map<UUID, Locked> rows = messages.lock(asked);
        // Read under the locks: nobody else can answer for these messages now.
        Map<Key, Optional<Instant>> known = attempts.answers(rows.keySet());
        var batch = new Batch(clock.instant());
        var acks = new ArrayList<OutcomeAck>(outcomes.size());
        for (SendOutcome outcome : outcomes) {
            Locked row = rows.get(outcome.messageId());
            Key key = Key.of(reporter.incarnation(), outcome);
            if (row == null) {
                log.warn("Outcome {} for message {} that does not exist", outcome.result(), outcome.messageId());
                acks.add(new OutcomeAck(outcome.messageId(), null));
            } else {
                Optional<Instant> retryAt = answered(outcome, key, known);
                if (retryAt == null) {
                    retryAt = Optional.ofNullable(take(reporter, row, key, outcome, batch));
                    known.put(key, retryAt);
                }
                acks.add(new OutcomeAck(outcome.messageId(), retryAt.orElse(null)));
            }
        }
        attempts.add(batch.attempts);
        update(List.copyOf(batch.changes.values()));
        suppressions.add(batch.suppressed);
        activity.tell(batch.events);
        return acks;
    }

    /**
     * How it was answered before. What a worker finds in its journal is as old as its intent: if the same run told how that attempt ended,
     * which a full disk may have kept out of the journal, nothing about it is uncertain.
     */
    private static @Nullable Optional<Instant> answered(
            SendOutcome outcome, Key key, Map<Key, Optional<Instant>> known) {
        Optional<Instant> same = known.get(key);
        if (same != null || outcome.result() != Result.UNCERTAIN) {
            return same;
        }
        return known.entrySet().stream()
                .filter(told -> told.getKey().message().equals(key.message())
                        && told.getKey().incarnation().equals(key.incarnation())
                        && told.getKey().at().isAfter(key.at()))
                .map(Map.Entry::getValue)
                .findAny()
                .orElse(null);
    }

    private @Nullable Instant take(Holder reporter, Locked row, Key key, SendOutcome outcome, Batch batch) {
        Change change = batch.changes.get(key.message());
        MessageStatus status = change == null ? row.status() : change.status();
        int tries = change == null ? row.attempts() : change.attempts();
        // Once an outcome changed the message, nobody holds it any more.
        Holder holder = change == null ? row.holder() : null;
        Verdict verdict = OutcomeRules.judge(
                new Current(
                        status,
                        tries,
                        holder == null ? null : holder.worker(),
                        holder == null ? null : holder.incarnation()),
                reporter.worker(),
                reporter.incarnation(),
                outcome,
                settings,
                batch.now);
        batch.attempts.add(new Attempt(key, reporter.worker(), outcome, verdict.retryAt()));
        if (verdict.suppress()) {
            batch.suppressed.add(
                    new Suppressions.Entry(row.recipient(), SuppressionReason.BOUNCED, "smtp " + codes(outcome)));
        }
        if (verdict.next() == null) {
            if (status == MessageStatus.SENT && outcome.result() == Result.ACCEPTED) {
                log.error("Message {} was accepted twice: it was delivered more than once", key.message());
            }
            return verdict.retryAt();
        }
        status.eventOf(verdict.next())
                .ifPresent(type -> batch.events.add(row.ref().event(ids.next(), type, key.at(), detail(outcome))));
        batch.changes.put(
                key.message(), new Change(key, verdict.next(), tries + 1, verdict.retryAt(), outcome, batch.now));
        return verdict.retryAt();
    }

    private static @Nullable String detail(SendOutcome outcome) {
        if (outcome.result() == Result.ACCEPTED) {
            return null;
        }
        String words = (codes(outcome) + " " + (outcome.reply() == null ? "" : outcome.reply())).strip();
        return words.isEmpty() ? null : words;
    }

    private static String codes(SendOutcome outcome) {
        String code = outcome.code() == 0 ? "" : Integer.toString(outcome.code());
        return (code + " " + (outcome.enhancedCode() == null ? "" : outcome.enhancedCode())).strip();
    }

    /** Naming the ids a second time keeps the planner on the primary key, where it knows little of a young tenant. */
    private void update(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update messages m
                           set status = n.status, attempts = n.attempts, due_at = coalesce(n.due_at, m.due_at),
                               smtp_code = nullif(n.code, 0), smtp_enhanced_code = n.enhanced, smtp_reply = n.reply,
                               sent_at = n.sent_at, finished_at = n.finished_at,
                               sending_worker = null, sending_incarnation = null, sending_since = null
                          from unnest(:ids::uuid[], :statuses::text[], :attempts::int[], :dueAts::timestamptz[], :codes::int[],
                                      :enhanced::text[], :replies::text[], :sentAts::timestamptz[], :finishedAts::timestamptz[])
                            as n (id, status, attempts, due_at, code, enhanced, reply, sent_at, finished_at)
                         where m.id = n.id and m.id = any (:ids::uuid[])""")
                .param("ids", TextArray.of(changes, c -> c.key().message()))
                .param("statuses", TextArray.of(changes, c -> c.status().stored()))
                .param("attempts", changes.stream().map(Change::attempts).toArray(Integer[]::new))
                .param(
                        "dueAts",
                        TextArray.of(
                                changes,
                                c -> c.dueAt() == null ? null : c.dueAt().toString()))
                .param("codes", changes.stream().map(c -> c.outcome().code()).toArray(Integer[]::new))
                .param("enhanced", TextArray.of(changes, c -> c.outcome().enhancedCode()))
                .param(
                        "replies",
                        TextArray.of(changes, c -> Details.oneLine(c.outcome().reply(), AttemptRows.MAX_REPLY)))
                .param(
                        "sentAts",
                        TextArray.of(
                                changes,
                                c -> c.status() == MessageStatus.SENT
                                        ? c.key().at().toString()
                                        : null))
                .param(
                        "finishedAts",
                        TextArray.of(
                                changes, c -> c.status().isFinished() ? c.now().toString() : null))
                .update();
    }

    private record Change(
            Key key,
            MessageStatus status,
            int attempts,
            @Nullable Instant dueAt,
            SendOutcome outcome,
            Instant now) {}

    /** What one report changes, gathered so that each kind of change is one statement. */
    private static final class Batch {
        private final Instant now;
        private final List<Attempt> attempts = new ArrayList<>();
        private final Map<UUID, Change> changes = new LinkedHashMap<>();
        private final List<Suppressions.Entry> suppressed = new ArrayList<>();
        private final List<Event> events = new ArrayList<>();

        Batch(Instant now) {
            this.now = now;
        }
    }
}
