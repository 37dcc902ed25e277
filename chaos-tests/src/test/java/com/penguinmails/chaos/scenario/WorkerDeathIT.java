package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.platform.Mailroom;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.chaos.smtp.Hold;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker dies by SIGKILL. */
@Chaos
class WorkerDeathIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    @Tag("quick")
    @DisplayName("F1 a worker is killed with jobs fetched, begun, and mails before and after their reply")
    void killedWithItsHandsFull(Arena arena, Load load, Bounds bounds, Books books) {
        arena.run(2, 1);
        arena.platform().handlers().close();
        List<UUID> untouched = load.of(Kinds.UNTOUCHED, 8);
        List<UUID> begun = load.of(Kinds.HELD, 8);
        arena.platform().outcomes().close();
        List<UUID> answered = load.plainMails(10);
        await().atMost(SOON).until(() -> taken(arena, answered) == answered.size());
        arena.mailServer().hold(Hold.AFTER_DOT, "worker-1");
        List<UUID> unanswered = load.plainMails(10);
        await().atMost(SOON).until(() -> arena.mailServer().standingAt(Hold.AFTER_DOT) == unanswered.size());
        await().atMost(SOON).until(() -> arena.platform().effects().reached(begun, 1) == begun.size());

        arena.worker(1).kill();
        long killed = System.nanoTime();
        arena.platform().handlers().open();
        arena.platform().outcomes().open();
        arena.mailServer().release();
        arena.worker(2).start();

        bounds.within(
                Duration.ofSeconds(20),
                killed,
                "begun jobs run again",
                () -> arena.platform().effects().reached(begun, 2) == begun.size());
        bounds.within(
                Duration.ofSeconds(20),
                killed,
                "fetched jobs run",
                () -> arena.platform().effects().reached(untouched, 1) == untouched.size());
        arena.worker(1).start();
        books.balance(load, PATIENCE);
        books.ranAtMost(1, untouched, "though their worker died before");
        books.ranAtMost(2, begun, "though their worker died once");
        assertThat(arena.platform().mailroom().statuses(answered))
                .as("mails whose reply the journal holds")
                .containsOnlyKeys("SENT");
        assertThat(arena.platform().mailroom().statuses(unanswered))
                .as("mails whose reply nobody has read")
                .containsOnlyKeys("UNCERTAIN");
    }

    private static long taken(Arena arena, List<UUID> mails) {
        var taken = arena.mailServer().counts();
        return mails.stream()
                .map(Mailroom::rfcMessageId)
                .filter(taken::containsKey)
                .count();
    }
}
