package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.network.Way;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.chaos.smtp.Hold;
import com.penguinmails.chaos.smtp.MailServer.Accepted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Wires are blocked on both ways or on one, or lose half of what they carry. */
@Chaos
class PartitionIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> UNHEARD = Set.of("worker-1", "worker-2");
    private static final Set<String> CUT_OFF = Set.of("worker-1", "worker-2", "worker-3");
    private static final Duration TAKEN_OVER = Duration.ofSeconds(20);

    @Test
    @DisplayName("F7a workers cut off from Redis, on both ways and on one, send nothing")
    void workersWithoutRedis(Arena arena, Load load, Bounds bounds, Books books) {
        arena.run(2, 4);
        arena.platform().handlers().close();
        arena.mailServer().hold(Hold.BEFORE_CONTENT, "*");
        List<UUID> held = load.of(Kinds.HELD, 4 * 32);
        List<UUID> mails = load.plainMails(400);
        await().atMost(SOON)
                .until(() -> arena.platform().effects().reached(held, 1) == held.size()
                        && arena.platform().mailroom().statuses(mails).getOrDefault("SENDING", 0L) == mails.size()
                        && CUT_OFF.stream()
                                .allMatch(worker -> arena.mailServer().isStanding(Hold.BEFORE_CONTENT, worker)));
        List<UUID> unheard = held.stream()
                .filter(job -> UNHEARD.contains(arena.platform().effects().workerOf(job)))
                .toList();
        long unheardMails = UNHEARD.stream()
                .mapToLong(worker -> mailsOf(arena, worker, mails))
                .sum();
        double stale = stale(arena);

        arena.worker(1).redis().block(Way.THERE, Way.BACK);
        arena.worker(2).redis().block(Way.THERE);
        // This one is heard and hears nothing: to Redis it lives, and its results arrive; it cannot know.
        arena.worker(3).redis().block(Way.BACK);
        long blocked = System.nanoTime();
        bounds.within(
                TAKEN_OVER,
                blocked,
                "jobs and mails of workers that are not heard are taken from them",
                () -> arena.ledger().crashed(load.tenants()) == unheard.size() + unheardMails);
        arena.platform().handlers().open();
        arena.mailServer().release();
        await("jobs of those who are not heard run elsewhere")
                .atMost(SOON)
                .until(() -> arena.platform().effects().reached(unheard, 2), count -> count == unheard.size());
        await("those who cannot prove their lease have given up their mails")
                .atMost(SOON)
                .until(() -> CUT_OFF.stream().allMatch(worker -> mailsOf(arena, worker, mails) == 0));
        List<String> sentByThem = arena.mailServer().accepted().stream()
                .filter(mail -> mail.dotNanos() > blocked)
                .map(Accepted::client)
                .filter(CUT_OFF::contains)
                .toList();
        arena.calm();

        assertThat(sentByThem).as("mails sent by workers that were cut off").isEmpty();
        books.balance(load, PATIENCE);
        books.ranAtMost(2, held, "though each was taken from its worker at most once");
        assertThat(arena.platform().mailroom().statuses(mails)).containsOnlyKeys("SENT");
        assertThat(stale(arena)).as("late results that were refused").isGreaterThan(stale);
    }

    private static long mailsOf(Arena arena, String worker, List<UUID> mails) {
        return arena.platform().mailroom().heldBy(arena.workerId(worker), mails);
    }

    @Test
    @DisplayName("F7b queuers cut off from Redis or PostgreSQL, on both ways and on one")
    void queuersCutOff(Arena arena, Load load, RandomGenerator random, Books books) {
        var straight = new ArrayList<UUID>();
        List<Runnable> faults = List.of(
                () -> arena.queuer(1).redis().block(Way.THERE, Way.BACK),
                () -> arena.queuer(2).redis().block(Way.BACK),
                () -> arena.queuer(1).redis().block(Way.THERE),
                () -> arena.queuer(2).postgres().block(Way.THERE, Way.BACK),
                () -> arena.queuer(1).postgres().block(Way.BACK),
                () -> arena.queuer(2).redis().cut(),
                () -> arena.queuer(1).postgres().cut());
        for (Runnable fault : faults) {
            List<UUID> before = load.mixed(300);
            int some = random.nextInt(before.size());
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> arena.platform().effects().reached(before, 1) >= some);
            fault.run();
            List<UUID> during = load.mixed(100);
            straight.addAll(before);
            straight.addAll(during);
            long since = System.nanoTime();
            long duration = Duration.ofMillis(random.nextInt(1_000, 6_000)).toNanos();
            await("the other queuer does the work, for as long as it lasts")
                    .atMost(SOON)
                    .until(() -> arena.platform().effects().reached(during, 1) == during.size()
                            && System.nanoTime() - since > duration);
            arena.calm();
        }
        books.balance(load, PATIENCE);
        books.ranAtMost(1, straight, "though no worker was hurt");
    }

    @Test
    @DisplayName("F7c every wire loses a fifth of what it carries")
    void lossy(Arena arena, Load load, RandomGenerator random, Books books) {
        for (int number = 1; number <= 2; number++) {
            arena.queuer(number).redis().lose(0.2, random);
            arena.queuer(number).postgres().lose(0.05, random);
            arena.worker(number).redis().lose(0.2, random);
            arena.worker(number).platform().lose(0.2, random);
        }
        List<UUID> straight = load.mixed(1_000);
        load.mails(200);
        await("half of it gets through")
                .atMost(PATIENCE)
                .until(() -> arena.platform().effects().reached(straight, 1) > straight.size() / 2);
        arena.calm();
        books.balance(load, PATIENCE);
    }

    private static double stale(Arena arena) {
        return Stream.of(arena.queuer(1), arena.queuer(2))
                .mapToDouble(queuer -> queuer.counter("penguinmails_queue_stale"))
                .sum();
    }
}
