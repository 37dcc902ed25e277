package com.penguinmails.mailworld.ledger;

import com.penguinmails.mailworld.behaviour.Behaviours;
import com.penguinmails.mailworld.behaviour.Knobs;
import com.penguinmails.mailworld.behaviour.PairHistory;
import com.penguinmails.mailworld.behaviour.RecipientRules;
import com.penguinmails.mailworld.behaviour.Refusal;
import com.penguinmails.mailworld.journal.Journal;
import com.penguinmails.mailworld.ledger.Entry.RefusedEntry;
import com.penguinmails.mailworld.ledger.LedgerEvent.Accepted;
import com.penguinmails.mailworld.ledger.LedgerEvent.Reacted;
import com.penguinmails.mailworld.ledger.LedgerEvent.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The world's book. Every event is journaled and applied under one lock, so there is one order of things; bodies are not
 * kept. About 1 kB of memory for each attempt.
 */
public final class Ledger {
    private final Object lock = new Object();
    private final Journal<LedgerEvent> journal;
    private final Clock clock;

    private final List<Entry> entries = new ArrayList<>();
    private final Set<Delivery> deliveries = new HashSet<>();
    private final Map<Envelope.Pair, PairHistory> pairs = new HashMap<>();
    private long sequence;

    /** Replays the journal, then appends to it. */
    public Ledger(Journal<LedgerEvent> journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
        journal.replay(this::apply);
    }

    /** Takes the place of a MAIL command in the order of events. */
    public long begin() {
        synchronized (lock) {
            return ++sequence;
        }
    }

    /** Decides on RCPT and books the refusal, if it is one. Empty means the recipient is let in. */
    public Optional<Refusal> offer(Envelope envelope, Behaviours behaviours, Knobs knobs) {
        synchronized (lock) {
            Instant now = clock.instant();
            PairHistory history = pairs.getOrDefault(envelope.pair(), PairHistory.NEW);
            Optional<Refusal> refusal = RecipientRules.atRecipient(behaviours, history, knobs, now);
            refusal.ifPresent(answer -> book(new Refused(
                    ++sequence, now, Stage.RCPT, envelope.login(), envelope.from(), envelope.to(), null, answer)));
            return refusal;
        }
    }

    /** Books a refusal at end of DATA. */
    public void refuse(Envelope envelope, @Nullable String messageId, Refusal refusal) {
        synchronized (lock) {
            book(new Refused(
                    ++sequence,
                    clock.instant(),
                    Stage.DATA,
                    envelope.login(),
                    envelope.from(),
                    envelope.to(),
                    messageId,
                    refusal));
        }
    }

    /** Books a refusal that came before any recipient was named. */
    public void refuse(Stage stage, @Nullable String login, String from, Refusal refusal) {
        synchronized (lock) {
            book(new Refused(++sequence, clock.instant(), stage, login, from, null, null, refusal));
        }
    }

    /** Books an accepted mail. A second copy for the same recipient is a duplicate and gets no reactions. */
    public Accepted accept(Envelope envelope, MailFacts mail, DkimResult dkim, List<PlannedReaction> plan) {
        synchronized (lock) {
            boolean duplicate = deliveries.contains(Delivery.of(envelope, mail, 0));
            PairHistory history = pairs.getOrDefault(envelope.pair(), PairHistory.NEW);
            Accepted accepted = new Accepted(
                    ++sequence,
                    clock.instant(),
                    envelope,
                    mail,
                    dkim,
                    duplicate,
                    history.temporaryRefusals(),
                    duplicate ? List.of() : List.copyOf(plan));
            book(accepted);
            return accepted;
        }
    }

    /** Books the end of a reaction. The first end counts; one for a mail since forgotten is ignored. */
    public void react(long mail, ReactionKind kind, boolean done, @Nullable String detail, int attempts) {
        synchronized (lock) {
            AcceptedEntry entry = find(mail);
            if (entry == null || entry.outcome(kind).isPresent()) {
                return;
            }
            long order = ++sequence;
            book(new Reacted(order, mail, new ReactionOutcome(order, kind, done, clock.instant(), detail, attempts)));
        }
    }

    /** True when the reaction has not ended and its mail is still in the book. */
    public boolean isPending(long mail, ReactionKind kind) {
        synchronized (lock) {
            AcceptedEntry entry = find(mail);
            return entry != null && entry.outcome(kind).isEmpty();
        }
    }

    /** Mails with reactions that have not ended: what a restarted world has still to do. */
    public List<Accepted> unfinished() {
        List<Accepted> unfinished = new ArrayList<>();
        for (Entry entry : snapshot()) {
            if (entry instanceof AcceptedEntry mail && mail.pending() > 0) {
                unfinished.add(mail.accepted());
            }
        }
        return unfinished;
    }

    public LedgerSummary summary(LedgerFilter filter) {
        return SummaryCount.over(snapshot(), filter);
    }

    /** Attempts behind the cursor {@code after} (a sequence; 0 for the start), oldest first, at most {@code limit}. */
    public List<LedgerRow> rows(LedgerFilter filter, long after, int limit) {
        List<Entry> all = snapshot();
        List<LedgerRow> page = new ArrayList<>();
        for (int i = firstBehind(all, after); i < all.size() && page.size() < limit; i++) {
            Entry entry = all.get(i);
            if (entry.matches(filter)) {
                page.add(entry.row());
            }
        }
        return page;
    }

    /** Forgets every attempt and reaction, in memory and in the journal. The sequence goes on. */
    public void clear() {
        synchronized (lock) {
            journal.clear();
            entries.clear();
            deliveries.clear();
            pairs.clear();
        }
    }

    private void book(LedgerEvent event) {
        journal.append(event);
        apply(event);
    }

    private void apply(LedgerEvent event) {
        sequence = Math.max(sequence, event.sequence());
        switch (event) {
            case Accepted accepted -> {
                entries.add(new AcceptedEntry(accepted));
                deliveries.add(Delivery.of(accepted.envelope(), accepted.mail(), accepted.sequence()));
                pairs.computeIfPresent(accepted.envelope().pair(), (pair, history) -> history.accepted());
            }
            case Refused refused -> {
                entries.add(new RefusedEntry(refused));
                String to = refused.to();
                if (to != null) {
                    pairs.merge(
                            new Envelope(0, null, refused.from(), to).pair(),
                            PairHistory.NEW.refused(refused.refusal(), refused.at()),
                            (history, first) -> history.refused(refused.refusal(), refused.at()));
                }
            }
            case Reacted reacted -> {
                AcceptedEntry entry = find(reacted.mail());
                if (entry != null) {
                    entry.add(reacted.outcome());
                }
            }
        }
    }

    private @Nullable AcceptedEntry find(long mail) {
        int index = firstBehind(entries, mail - 1);
        return index < entries.size() && entries.get(index) instanceof AcceptedEntry entry && entry.sequence() == mail
                ? entry
                : null;
    }

    private List<Entry> snapshot() {
        synchronized (lock) {
            return new ArrayList<>(entries);
        }
    }

    /** Binary search: entries are in the order of their sequence. */
    private static int firstBehind(List<Entry> entries, long after) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).sequence() <= after) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Identity of a delivered message; one without Message-ID is only itself. */
    record Delivery(String messageId, String recipient) {
        static Delivery of(Envelope envelope, MailFacts mail, long sequence) {
            String id = mail.messageId();
            return new Delivery(id == null ? "#" + sequence : id, envelope.to().toLowerCase(Locale.ROOT));
        }
    }
}
