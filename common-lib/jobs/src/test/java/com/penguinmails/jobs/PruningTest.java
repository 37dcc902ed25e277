package com.penguinmails.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.testkit.MutableClock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PruningTest {

    private final MutableClock clock = MutableClock.atNoon();
    private final JobDelivery delivery =
            new JobDelivery(UUID.randomUUID(), PlatformTenant.ID.value(), "things.prune", 1, "{}", "");

    @Test
    void itPrunesBatchByBatchUntilThereAreNoMore() {
        Deque<Integer> batches = new ArrayDeque<>(List.of(5_000, 5_000, 17, 99));
        assertThat(new Pruning("things.prune", most -> batches.removeFirst(), clock)
                        .handle(delivery)
                        .next())
                .isEqualTo(Next.DONE);
        assertThat(batches).containsExactly(99);
    }

    @Test
    void whatARunCannotDoTheNextOneDoes() {
        var report = new Pruning("things.prune", most -> most, clock).handle(delivery);
        assertThat(report.next()).isEqualTo(Next.SNOOZE);
        assertThat(report.runAt()).isEqualTo(clock.instant());
    }
}
