package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.chaos.smtp.Hold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Redis loses what it holds, or comes back with what it held once. Workers live on, so nothing runs twice. */
@Chaos
class RedisLossIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration REFILLED = Duration.ofSeconds(10);

    /** More than the workers can hold, so that most of it lies in the lists. */
    private static final int HELD = 150;

    /** Idle workers look once a second. */
    private static final Duration LOOKED = Duration.ofSeconds(3);

    @Test
    @Tag("quick")
    @DisplayName("F4a FLUSHALL under load")
    void flushed(Arena arena, Load load, Bounds bounds, Books books) {
        loseRedis(arena, load, bounds, books, () -> arena.redis().flush());
    }

    @Test
    @DisplayName("F4b Redis is killed and comes back empty")
    void killedWithoutPersistence(Arena arena, Load load, Bounds bounds, Books books) {
        loseRedis(arena, load, bounds, books, () -> {
            arena.redis().kill();
            arena.redis().forget();
            arena.redis().start();
        });
    }

    @Test
    @DisplayName("F4c Redis is killed and comes back with its file")
    void killedWithItsFile(Arena arena, Load load, Bounds bounds, Books books) {
        loseRedis(arena, load, bounds, books, () -> {
            arena.redis().kill();
            arena.redis().start();
        });
    }

    @Test
    @DisplayName("F5 Redis comes back with an older copy, whose jobs are done long since")
    void backFromThePast(Arena arena, Load load, Bounds bounds, Books books) {
        arena.platform().handlers().close();
        List<UUID> past = load.of(Kinds.HELD, HELD);
        await().atMost(SOON).until(() -> arena.redis().depth(Kinds.QUEUE) > HELD / 2);
        Path copy = arena.redis().copyOfFile();
        arena.platform().handlers().open();
        books.balance(load, PATIENCE);

        loseRedis(arena, load, bounds, books, () -> {
            arena.redis().kill();
            arena.redis().goBackTo(copy);
            arena.redis().start();
        });
        books.ranAtMost(1, past, "because an old copy named them");
    }

    @Test
    @DisplayName("F5b idle workers meet an older copy before any queuer has looked at it")
    void backFromThePastWithIdleWorkers(Arena arena, Load load, Books books) {
        arena.platform().handlers().close();
        List<UUID> past = load.of(Kinds.HELD, HELD);
        await().atMost(SOON).until(() -> arena.redis().depth(Kinds.QUEUE) > HELD / 2);
        Path copy = arena.redis().copyOfFile();
        arena.platform().handlers().open();
        books.balance(load, PATIENCE);

        for (int number = 1; number <= 2; number++) {
            arena.queuer(number).freeze();
        }
        arena.redis().kill();
        arena.redis().goBackTo(copy);
        arena.redis().start();
        long back = System.nanoTime();
        await("idle workers have looked for work").until(() -> System.nanoTime() - back > LOOKED.toNanos());
        for (int number = 1; number <= 2; number++) {
            arena.queuer(number).thaw();
        }
        await("what is done long since is cleared away")
                .atMost(SOON)
                .until(() -> arena.redis().depth(Kinds.QUEUE) == 0);
        load.mixed(200);
        books.balance(load, PATIENCE);
        books.ranAtMost(1, past, "because an old copy named them");
    }

    /** Jobs in hand, jobs in the lists, mails before their reply, and a stream of others: then Redis is lost. */
    private static void loseRedis(Arena arena, Load load, Bounds bounds, Books books, Runnable loss) {
        arena.platform().handlers().close();
        List<UUID> held = load.of(Kinds.HELD, HELD);
        await().atMost(SOON).until(() -> arena.redis().depth(Kinds.QUEUE) > HELD / 2);
        int inHand = arena.platform().effects().reached(held, 1);
        arena.mailServer().hold(Hold.AFTER_DOT, "*");
        List<UUID> mails = load.plainMails(20);
        await().atMost(SOON).until(() -> arena.mailServer().standingAt(Hold.AFTER_DOT) == mails.size());
        long depth = arena.redis().depth(Kinds.QUEUE);

        loss.run();
        long lost = System.nanoTime();

        bounds.within(
                REFILLED, lost, "the lists are full again", () -> arena.redis().depth(Kinds.QUEUE) >= depth);
        arena.platform().handlers().open();
        bounds.within(
                REFILLED.plusSeconds(5),
                lost,
                "jobs go on",
                () -> arena.platform().effects().reached(held, 1) > inHand);
        arena.mailServer().release();
        List<UUID> straight = load.mixed(500);
        books.balance(load, PATIENCE);
        books.ranAtMost(1, held, "though their worker lived");
        books.ranAtMost(1, straight, "though they came later");
        assertThat(arena.platform().mailroom().statuses(mails)).containsOnlyKeys("SENT");
    }
}
