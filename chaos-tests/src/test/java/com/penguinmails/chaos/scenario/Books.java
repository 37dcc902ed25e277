package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Effect;
import com.penguinmails.chaos.platform.Mailroom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The ledger check at the end of every scenario: nothing lost, nothing twice, everything in a final state. */
final class Books {

    private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "uncertain");

    private static final int SHOWN = 5;

    private final Arena arena;

    Books(Arena arena) {
        this.arena = arena;
    }

    /** Waits until everything is finished, and balances. */
    void balance(Load load, Duration patience) {
        awaitEnd(load, patience);
        assertThat(arena.ledger().inNotExactlyOneState(load.tenants()))
                .as("jobs in no state or in several")
                .isZero();
        balanceJobs(load);
        balanceMails(load);
        assertThat(arena.ledger().keysOfFinishedJobs(load.tenants()))
                .as("unique keys that finished jobs still hold")
                .isZero();
    }

    /** No job of these had its effect more often than {@code times}. */
    void ranAtMost(int times, Collection<UUID> jobs, String why) {
        List<UUID> tooOften = arena.platform().effects().moreThan(jobs, times);
        if (!tooOften.isEmpty()) {
            var text = new StringBuilder(tooOften.size() + " jobs ran more than " + times + " times " + why + ":");
            tooOften.stream().limit(SHOWN).forEach(job -> text.append(story(job)));
            throw new AssertionError(text.toString());
        }
    }

    private String story(UUID job) {
        List<Effect> effects =
                arena.platform().effects().matching(effect -> effect.job().equals(job));
        long first = effects.getFirst().nanos();
        return String.format("%n  %s %s%n    ran: ", effects.getFirst().kind(), job)
                + effects.stream()
                        .map(effect -> String.format(
                                "%s after %.1f s (try %d)",
                                effect.worker(), (effect.nanos() - first) / 1e9, effect.attempt()))
                        .collect(Collectors.joining(", "))
                + String.format("%n    told: %s", arena.ledger().tries(job));
    }

    private void awaitEnd(Load load, Duration patience) {
        try {
            Awaitility.await("every job is finished")
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> arena.ledger().open(load.tenants()) == 0);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    "not finished after " + patience.toSeconds() + " s: jobs "
                            + arena.ledger().counts(load.tenants()) + ", mails "
                            + arena.platform().mailroom().statuses(load.mails()),
                    late);
        }
    }

    private void balanceJobs(Load load) {
        Map<UUID, String> states = arena.ledger().states(load.tenants());
        assertThat(states.values()).as("states at the end").allMatch(FINAL::contains);
        var wrong = new TreeMap<String, Integer>();
        load.expected().forEach((job, ends) -> {
            String state = states.getOrDefault(job, "lost");
            if (!ends.contains(state)) {
                wrong.merge(state + " instead of " + ends, 1, Integer::sum);
            }
        });
        assertThat(wrong).as("jobs that ended otherwise than they should").isEmpty();
    }

    private void balanceMails(Load load) {
        if (load.mails().isEmpty()) {
            return;
        }
        Map<String, Long> statuses = arena.platform().mailroom().statuses(load.mails());
        var taken = new HashMap<>(arena.mailServer().counts());
        taken.keySet()
                .retainAll(load.mails().stream().map(Mailroom::rfcMessageId).collect(Collectors.toSet()));
        assertThat(taken.values()).as("how often a mail was accepted").allMatch(times -> times == 1);
        long sent = statuses.getOrDefault("SENT", 0L);
        long uncertain = statuses.getOrDefault("UNCERTAIN", 0L);
        long refused = statuses.getOrDefault("BOUNCED", 0L) + statuses.getOrDefault("FAILED", 0L);
        assertThat(sent + uncertain + refused)
                .as("mails accounted for, of %s", statuses)
                .isEqualTo(load.mails().size());
        assertThat((long) taken.size())
                .as("accepted by the server, sent %s, uncertain %s", sent, uncertain)
                .isBetween(sent, sent + uncertain);
    }
}
