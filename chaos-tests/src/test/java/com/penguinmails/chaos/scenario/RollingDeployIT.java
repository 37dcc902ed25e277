package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.arena.Node;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.report.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every process is replaced in turn, with a SIGTERM, as a deployment does. */
@Chaos
class RollingDeployIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String REAPED = "penguinmails_queue_reaped";
    private static final int DEPLOYMENTS = Integer.getInteger("chaos.deployments", 3);

    @Test
    @DisplayName("F16 rolling deployments finish what is in hand and reap nothing")
    void rolling(Arena arena, Load load, Bounds bounds, Books books) {
        var straight = new ArrayList<UUID>();
        // What earlier scenarios had taken does not count.
        double reaped = -reaped(arena);
        for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
            for (Node node : List.of(arena.worker(1), arena.queuer(1), arena.worker(2), arena.queuer(2))) {
                straight.addAll(load.mixed(200));
                straight.addAll(load.of(Kinds.SLOW, 10));
                load.mails(40);
                if (node == arena.queuer(1) || node == arena.queuer(2)) {
                    reaped += node.counter(REAPED);
                }
                node.stop();
                node.start();
                node.awaitHealthy();
            }
        }
        books.balance(load, PATIENCE);
        reaped += reaped(arena);
        bounds.atMost(0, reaped, "jobs taken from workers that said goodbye");
        books.ranAtMost(1, straight, "because of a deployment");
        assertThat(arena.platform().mailroom().statuses(load.mails())).doesNotContainKey("UNCERTAIN");
    }

    private static double reaped(Arena arena) {
        return arena.queuer(1).counter(REAPED) + arena.queuer(2).counter(REAPED);
    }
}
