package com.penguinmails.mailworld.ledger;

import com.penguinmails.mailworld.behaviour.Refusal;
import com.penguinmails.mailworld.ledger.Entry.RefusedEntry;
import com.penguinmails.mailworld.ledger.Ledger.Delivery;
import com.penguinmails.mailworld.ledger.LedgerEvent.Accepted;
import com.penguinmails.mailworld.ledger.LedgerEvent.Refused;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One pass over the attempts a filter selects. */
final class SummaryCount {
    private final List<AcceptedEntry> mails = new ArrayList<>();
    private final Set<Delivery> distinct = new HashSet<>();
    private final SortedMap<String, Integer> permanent = new TreeMap<>();
    private final Map<ReactionKind, Integer> done = new EnumMap<>(ReactionKind.class);
    private final Map<DkimResult.Verdict, Integer> verdicts = new EnumMap<>(DkimResult.Verdict.class);
    private final Map<String, Long> unsubscribedAt = new HashMap<>();
    private int refusals;
    private int beforeRecipient;
    private int deferred;
    private int deferredThenAccepted;
    private int missingHeaders;
    private int unsignedHeaders;
    private int pending;
    private int failed;

    private SummaryCount() {}

    static LedgerSummary over(List<Entry> entries, LedgerFilter filter) {
        SummaryCount count = new SummaryCount();
        for (Entry entry : entries) {
            if (entry.matches(filter)) {
                switch (entry) {
                    case AcceptedEntry mail -> count.add(mail);
                    case RefusedEntry refused -> count.add(refused.refused());
                }
            }
        }
        return count.result();
    }

    private void add(Refused refused) {
        if (refused.to() == null) {
            beforeRecipient++;
            return;
        }
        refusals++;
        Refusal refusal = refused.refusal();
        if (refusal.temporary()) {
            deferred++;
        } else {
            permanent.merge(Integer.toString(refusal.code()), 1, Integer::sum);
        }
    }

    private void add(AcceptedEntry mail) {
        Accepted accepted = mail.accepted();
        mails.add(mail);
        distinct.add(Delivery.of(accepted.envelope(), accepted.mail(), accepted.sequence()));
        verdicts.merge(accepted.dkim().verdict(), 1, Integer::sum);
        if (accepted.priorDeferrals() > 0) {
            deferredThenAccepted++;
        }
        if (!accepted.mail().offersOneClick()) {
            missingHeaders++;
        } else if (!accepted.dkim().coversUnsubscribe()) {
            unsignedHeaders++;
        }
        pending += mail.pending();
        for (ReactionOutcome outcome : mail.outcomes()) {
            if (!outcome.done()) {
                failed++;
                continue;
            }
            done.merge(outcome.kind(), 1, Integer::sum);
            if (outcome.kind() == ReactionKind.UNSUBSCRIBE) {
                unsubscribedAt.merge(recipient(accepted), outcome.order(), Math::min);
            }
        }
    }

    private LedgerSummary result() {
        return new LedgerSummary(
                mails.size() + refusals,
                mails.size(),
                distinct.size(),
                mails.size() - distinct.size(),
                deferred,
                deferredThenAccepted,
                permanent,
                beforeRecipient,
                done.getOrDefault(ReactionKind.OPEN, 0),
                done.getOrDefault(ReactionKind.CLICK, 0),
                done.getOrDefault(ReactionKind.UNSUBSCRIBE, 0),
                done.getOrDefault(ReactionKind.REPLY, 0),
                done.getOrDefault(ReactionKind.DSN, 0),
                verdicts.getOrDefault(DkimResult.Verdict.PASS, 0),
                verdicts.getOrDefault(DkimResult.Verdict.FAIL, 0),
                verdicts.getOrDefault(DkimResult.Verdict.NONE, 0),
                verdicts.getOrDefault(DkimResult.Verdict.PERMERROR, 0)
                        + verdicts.getOrDefault(DkimResult.Verdict.TEMPERROR, 0),
                missingHeaders,
                unsignedHeaders,
                afterUnsubscribe(),
                pending,
                failed);
    }

    private int afterUnsubscribe() {
        int late = 0;
        for (AcceptedEntry mail : mails) {
            Long order = unsubscribedAt.get(recipient(mail.accepted()));
            if (order != null && order < mail.accepted().envelope().begunAt()) {
                late++;
            }
        }
        return late;
    }

    private static String recipient(Accepted accepted) {
        return accepted.envelope().to().toLowerCase(Locale.ROOT);
    }
}
