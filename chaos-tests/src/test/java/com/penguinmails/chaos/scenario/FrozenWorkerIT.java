package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.chaos.smtp.Hold;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker stands still longer than its lease, and then goes on as if nothing had been. */
@Chaos
class FrozenWorkerIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    @Tag("quick")
    @DisplayName("F8a a frozen worker wakes up in the middle of its mails: late results are refused, nothing is sent")
    void zombie(Arena arena, Load load, Bounds bounds, Books books) {
        freezeUntilItsWorkIsTaken(arena, load, bounds, books, () -> {
            // Its 354 lies ready for the moment it wakes up.
            arena.mailServer().release();
            arena.worker(1).thaw();
        });
    }

    @Test
    @DisplayName("F8b a frozen worker wakes up and beats again before its mails go on: nothing is sent")
    void zombieWithAFreshHeartbeat(Arena arena, Load load, Bounds bounds, Books books) {
        freezeUntilItsWorkIsTaken(arena, load, bounds, books, () -> {
            arena.worker(1).thaw();
            arena.worker(1).awaitHealthy();
            arena.mailServer().release();
        });
    }

    private static void freezeUntilItsWorkIsTaken(
            Arena arena, Load load, Bounds bounds, Books books, Runnable awakening) {
        arena.run(2, 1);
        arena.platform().handlers().close();
        arena.mailServer().hold(Hold.BEFORE_CONTENT, "worker-1");
        List<UUID> held = load.of(Kinds.HELD, 10);
        List<UUID> mails = load.plainMails(10);
        await().atMost(SOON)
                .until(() -> arena.platform().effects().reached(held, 1) == held.size()
                        && arena.mailServer().standingAt(Hold.BEFORE_CONTENT) == mails.size());
        double stale = stale(arena);

        arena.worker(1).freeze();
        long frozen = System.nanoTime();
        arena.worker(2).start();
        arena.platform().handlers().open();
        bounds.within(
                Duration.ofSeconds(20),
                frozen,
                "its jobs run elsewhere",
                () -> arena.platform().effects().reached(held, 2) == held.size());
        await("its mails are taken from it, too")
                .atMost(SOON)
                .until(() -> arena.ledger().crashed(load.tenants()), crashed -> crashed == held.size() + mails.size());
        awakening.run();

        bounds.within(
                Duration.ofSeconds(10),
                System.nanoTime(),
                "its late results are refused",
                () -> stale(arena) >= stale + held.size());
        books.balance(load, PATIENCE);
        books.ranAtMost(2, held, "though one worker froze once");
        assertThat(mails)
                .as("the first try of each mail ended before the final dot, since its lease was lost")
                .allMatch(mail -> arena.platform().mailroom().failedTries(mail) >= 1);
        assertThat(arena.platform().mailroom().statuses(mails)).containsOnlyKeys("SENT");
    }

    private static double stale(Arena arena) {
        return arena.queuer(1).counter("penguinmails_queue_stale")
                + arena.queuer(2).counter("penguinmails_queue_stale");
    }
}
