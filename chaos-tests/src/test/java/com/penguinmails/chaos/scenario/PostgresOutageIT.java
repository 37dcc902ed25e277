package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.jobs.NewJob;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PostgreSQL dies. What is in Redis goes on, results wait there, and nothing is lost. */
@Chaos
class PostgresOutageIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration RESUMES = Duration.ofSeconds(2);
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    @Test
    @DisplayName("F6a PostgreSQL is killed under load and started at once")
    void killedAndStarted(Arena arena, Load load, RandomGenerator random, Bounds bounds, Books books) {
        List<UUID> straight = load.mixed(1_500);
        int some = random.nextInt(straight.size());
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> arena.platform().effects().reached(straight, 1) >= some);

        List<UUID> unfinished = arena.ledger().open(straight);
        arena.postgres().kill();
        arena.postgres().start();
        resumes(arena, load, unfinished, bounds);
        books.balance(load, PATIENCE);
        books.ranAtMost(1, straight, "though no worker died");
    }

    @Test
    @DisplayName("F6b PostgreSQL is away for 30 seconds")
    void away(Arena arena, Load load, Bounds bounds, Books books) {
        arena.platform().handlers().close();
        List<UUID> inRedis = load.of(Kinds.HELD, 500);
        await().atMost(SOON)
                .until(() -> arena.ledger().leased(load.tenants()) == inRedis.size()
                        && arena.redis().depth(Kinds.QUEUE)
                                        + arena.platform().effects().reached(inRedis, 1)
                                == inRedis.size());

        arena.postgres().kill();
        long killed = System.nanoTime();
        arena.platform().handlers().open();
        bounds.within(
                OUTAGE,
                killed,
                "everything in Redis runs without PostgreSQL",
                () -> arena.platform().effects().reached(inRedis, 1) == inRedis.size());
        assertThatThrownBy(() ->
                        arena.producer().enqueue(load.tenants().getFirst(), List.of(NewJob.of(Kinds.WORK, Map.of()))))
                .as("a job that cannot be stored is refused")
                .isInstanceOf(RuntimeException.class);
        await("the outage lasts")
                .atMost(OUTAGE.multipliedBy(2))
                .until(() -> System.nanoTime() - killed > OUTAGE.toNanos());
        arena.postgres().start();

        resumes(arena, load, inRedis, bounds);
        books.balance(load, PATIENCE);
        books.ranAtMost(1, inRedis, "because their results waited");
    }

    /** What waited is written back, and what is added then runs. */
    private static void resumes(Arena arena, Load load, Collection<UUID> waited, Bounds bounds) {
        long answers = System.nanoTime();
        long finished = arena.ledger().finished(waited);
        bounds.within(
                RESUMES,
                answers,
                "the queuers go on after PostgreSQL is back",
                () -> finished == waited.size() || arena.ledger().finished(waited) > finished);
        List<UUID> probe = load.of(Kinds.WORK, 1, "completed", job -> job.priority(NewJob.HIGH));
        bounds.within(
                RESUMES,
                System.nanoTime(),
                "a job that is added then runs",
                () -> arena.platform().effects().reached(probe, 1) == probe.size());
    }
}
