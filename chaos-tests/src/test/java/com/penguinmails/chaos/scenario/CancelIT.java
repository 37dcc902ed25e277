package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Effect;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A campaign is cancelled while thousands of its jobs lie in Redis. */
@Chaos
class CancelIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double SECONDS = 2;

    @Test
    @DisplayName("F18 a group is cancelled while thousands of its jobs are lent out")
    void cancelled(Arena arena, Load load, Bounds bounds, Books books) {
        TenantId tenant = load.tenants().getFirst();
        UUID group = UUID.randomUUID();
        arena.platform().handlers().close();
        var jobs = new ArrayList<UUID>();
        for (int priority : List.of(NewJob.HIGH, NewJob.NORMAL, NewJob.LOW)) {
            NewJob job = NewJob.of(Kinds.HELD, List.of()).priority(priority).group(group);
            jobs.addAll(load.of(tenant, job, 3_000, "completed"));
        }
        load.mayEndAs("cancelled", jobs);
        await("thousands are lent out").atMost(SOON).until(() -> arena.ledger().leased(load.tenants()) > 5_000);

        arena.producer().cancel(tenant, group);
        long cancelled = System.nanoTime();
        arena.platform().handlers().open();
        List<UUID> others = load.mixed(300);
        books.balance(load, PATIENCE);

        var known = new HashSet<>(jobs);
        List<Effect> effects = arena.platform().effects().matching(effect -> known.contains(effect.job()));
        double latest = effects.stream()
                .mapToDouble(effect -> (effect.nanos() - cancelled) / 1e9)
                .max()
                .orElse(0);
        bounds.atMost(SECONDS, Math.max(0, latest), "seconds from the cancel to the last job that began");
        long completed = arena.ledger().counts(load.tenants()).getOrDefault("completed", 0L);
        assertThat(arena.ledger().counts(load.tenants())).containsKey("cancelled");
        assertThat(completed).isGreaterThanOrEqualTo(others.size());
        assertThat(arena.ledger().states(load.tenants()).entrySet())
                .as("a job that ran is not cancelled, and one that did not is")
                .filteredOn(entry -> known.contains(entry.getKey()))
                .allMatch(entry -> entry.getValue().equals("completed")
                        == (arena.platform().effects().countOf(entry.getKey()) > 0));
    }
}
