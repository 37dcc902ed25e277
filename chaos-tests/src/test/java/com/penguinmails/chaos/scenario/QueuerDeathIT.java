package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.arena.Queuer;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.report.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queuers die, or are restarted, while they hand out and write back. No worker dies, so nothing may run twice. */
@Chaos
class QueuerDeathIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WAVE = 400;

    /** How often a queuer dies in one scenario. */
    private static final int DEATHS = Integer.getInteger("chaos.deaths", 4);

    @Test
    @Tag("quick")
    @DisplayName("F2a queuers are killed at random moments of claiming, pushing and writing back")
    void killedAtRandom(Arena arena, Load load, RandomGenerator random, Books books) {
        var straight = new ArrayList<UUID>();
        for (int death = 0; death < DEATHS; death++) {
            List<UUID> wave = load.mixed(WAVE);
            straight.addAll(wave);
            awaitSome(arena, wave, random);
            arena.queuer(1 + random.nextInt(2)).restart();
            if (random.nextInt(3) == 0) {
                arena.queuer(1 + random.nextInt(2)).restart();
            }
        }
        books.balance(load, PATIENCE);
        nothingRanTwice(books, straight);
    }

    @Test
    @DisplayName("F2b a queuer is killed after its claim is committed and before anything of it is pushed")
    void killedBetweenClaimAndPush(Arena arena, Load load, Bounds bounds, Books books) {
        Queuer victim = arena.queuer(1);
        Queuer survivor = arena.queuer(2);
        survivor.freeze();
        // On each way, and a piece waits for the one before it: a round trip takes up to four times as long, and its
        // patience is 3 s.
        victim.redis().delay(Duration.ofMillis(400));
        List<UUID> jobs = load.of(Kinds.WORK, 200);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> arena.ledger().leased(load.tenants()) > 0);

        victim.kill();
        victim.redis().drop();
        long killed = System.nanoTime();
        assertThat(arena.platform().effects().reached(jobs, 1))
                .as("what was claimed was not pushed yet")
                .isZero();
        survivor.thaw();

        bounds.within(
                Duration.ofSeconds(10),
                killed,
                "jobs that were lent and never pushed run",
                () -> arena.platform().effects().reached(jobs, 1) == jobs.size());
        books.balance(load, PATIENCE);
        nothingRanTwice(books, jobs);
    }

    @Test
    @DisplayName("F3 queuers are killed between commit and trim while both write back")
    void killedBetweenCommitAndTrim(Arena arena, Load load, RandomGenerator random, Books books) {
        var straight = new ArrayList<UUID>();
        for (int death = 0; death < DEATHS; death++) {
            // So slow that a random moment often lies between the commit and its answer, or between that and the trim.
            for (int number = 1; number <= 2; number++) {
                arena.queuer(number).postgres().delay(Duration.ofMillis(50 + random.nextInt(100)));
                arena.queuer(number).redis().delay(Duration.ofMillis(50 + random.nextInt(100)));
            }
            List<UUID> wave = load.mixed(WAVE);
            straight.addAll(wave);
            awaitSome(arena, wave, random);
            Queuer victim = arena.queuer(1 + random.nextInt(2));
            victim.kill();
            // It starts on a fair day: migrations over a slow wire take a minute.
            victim.postgres().heal();
            victim.redis().heal();
            victim.start();
        }
        arena.calm();
        books.balance(load, PATIENCE);
        nothingRanTwice(books, straight);
    }

    @Test
    @DisplayName("F10 three queuers are restarted in turn under load")
    void rollingRestarts(Arena arena, Load load, RandomGenerator random, Books books) {
        arena.run(3, 2);
        var straight = new ArrayList<UUID>();
        for (int restart = 0; restart < 2 * 3; restart++) {
            List<UUID> wave = load.mixed(WAVE);
            straight.addAll(wave);
            awaitSome(arena, wave, random);
            Queuer next = arena.queuer(1 + restart % 3);
            next.stop();
            next.start();
            next.awaitHealthy();
        }
        books.balance(load, PATIENCE);
        nothingRanTwice(books, straight);
    }

    private static void awaitSome(Arena arena, List<UUID> wave, RandomGenerator random) {
        int some = random.nextInt(wave.size());
        await("some jobs have run")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> arena.platform().effects().reached(wave, 1) >= some);
    }

    private static void nothingRanTwice(Books books, List<UUID> jobs) {
        books.ranAtMost(1, jobs, "though no worker died");
    }
}
