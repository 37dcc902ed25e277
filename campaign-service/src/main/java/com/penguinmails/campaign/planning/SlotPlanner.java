package com.penguinmails.campaign.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Decides which mailbox sends next, and when. Knows nothing of database and clock; a decision costs O(log mailboxes).
 *
 * <p>The mailbox that was used least on its day goes first; one whose day is full stands behind all that still have room today. Between two
 * slots of a mailbox lies its minimum gap and up to 30 % more. No slot lies beyond the horizon.
 */
final class SlotPlanner {

    private static final Comparator<Lane> RANK = Comparator.comparing(Lane::day)
            .thenComparing(Lane::usedThatDay)
            .thenComparing(Lane::next)
            .thenComparing(Lane::mailboxId);

    private final Instant end;
    private final RandomGenerator random;
    private final Map<UUID, Lane> lanes = new HashMap<>();
    /** Those with a slot before the end, best first. */
    private final TreeSet<Lane> open = new TreeSet<>(RANK);

    SlotPlanner(Instant now, Duration horizon, List<MailboxPace> mailboxes, RandomGenerator random) {
        this.end = now.plus(horizon);
        this.random = random;
        for (MailboxPace mailbox : mailboxes) {
            if (mailbox.dailyLimit() > 0) {
                var lane = new Lane(mailbox, now);
                lanes.put(lane.mailboxId(), lane);
                offer(lane);
            }
        }
    }

    record Decision(UUID mailboxId, Instant sendAt) {}

    /** Takes the best slot of all; empty when none is left before the horizon. */
    Optional<Decision> next() {
        Lane best = open.pollFirst();
        return best == null ? Optional.empty() : Optional.of(take(best));
    }

    /** Whether the mailbox is among those given and may send at all. */
    boolean knows(UUID mailboxId) {
        return lanes.containsKey(mailboxId);
    }

    /** Takes the next slot of this very mailbox; empty when it has none before the horizon. */
    Optional<Decision> nextOn(UUID mailboxId) {
        Lane lane = lanes.get(mailboxId);
        return lane != null && open.remove(lane) ? Optional.of(take(lane)) : Optional.empty();
    }

    /** When the next slot of any mailbox is free; empty when no mailbox may ever send. */
    Optional<Instant> earliest() {
        return lanes.values().stream().map(Lane::next).min(Comparator.naturalOrder());
    }

    /** The mailboxes as they are after the decisions. */
    Collection<Lane> lanes() {
        return lanes.values();
    }

    private Decision take(Lane lane) {
        Instant slot = lane.take(random);
        offer(lane);
        return new Decision(lane.mailboxId(), slot);
    }

    private void offer(Lane lane) {
        if (!lane.next().isAfter(end)) {
            open.add(lane);
        }
    }
}
