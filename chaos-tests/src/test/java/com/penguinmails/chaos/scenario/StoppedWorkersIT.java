package com.penguinmails.chaos.scenario;

import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.report.Bounds;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nobody consumes. PostgreSQL may fill, Redis must not. */
@Chaos
class StoppedWorkersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Three lists of two thousand. */
    private static final int MOST = 6_000;

    /** A list is filled up again when a quarter of it is free. */
    private static final int FULL = 4_500;

    @Test
    @DisplayName("F11 without workers the lists stay bounded and Redis's memory flat")
    void bounded(Arena arena, Load load, Bounds bounds, Books books) {
        arena.run(2, 0);
        load.mixed(12_000);
        await("the lists are full").atMost(SOON).until(() -> arena.redis().depth(Kinds.QUEUE), depth -> depth >= FULL);
        long memory = arena.redis().memory();
        load.mixed(8_000);
        await("and stay as they are, over several audits")
                .during(Duration.ofSeconds(8))
                .atMost(SOON)
                .until(() -> arena.redis().depth(Kinds.QUEUE), depth -> depth <= MOST);
        bounds.atMost(MOST, arena.redis().depth(Kinds.QUEUE), "entries in the lists");
        bounds.atMost(
                1.25, (double) arena.redis().memory() / memory, "memory of Redis, against when the lists became full");
        arena.run(2, 2);
        books.balance(load, PATIENCE);
    }
}
