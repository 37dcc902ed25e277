package com.penguinmails.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.platform.Task;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.jobs.NewJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs that cannot be done, or must not be. None of them stops the others. */
@Chaos
class BadInputIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_DEATHS = 3;
    private static final UnaryOperator<NewJob> TWICE = job -> job.maxAttempts(2);

    @Test
    @DisplayName("F15 a job that ends its worker is set aside after three deaths")
    void poison(Arena arena, Load load, Bounds bounds, Books books) {
        List<UUID> straight = load.mixed(300);
        UUID poison =
                load.of(Kinds.HALTING, 1, "failed", UnaryOperator.identity()).getFirst();

        int deaths = 0;
        while (arena.ledger().open(load.tenants()) > 0) {
            await("the poison is taken or everything is done")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> !arena.worker(1).isRunning()
                            || !arena.worker(2).isRunning()
                            || arena.ledger().open(load.tenants()) == 0);
            for (int number = 1; number <= 2; number++) {
                if (!arena.worker(number).isRunning()) {
                    deaths++;
                    arena.worker(number).start();
                }
            }
        }

        books.balance(load, PATIENCE);
        bounds.atMost(MOST_DEATHS, deaths, "deaths of workers by one job");
        assertThat(arena.ledger().reason(poison)).contains("poison");
        books.ranAtMost(1 + MOST_DEATHS, straight, "though a worker dies at most three times");
    }

    @Test
    @Tag("quick")
    @DisplayName("F15b unreadable, unknown, hanging, throwing and big jobs among good ones")
    void nonsense(Arena arena, Load load, Bounds bounds, Books books) {
        List<UUID> straight = load.mixed(300);
        Map<String, List<UUID>> bad = Map.of(
                "HANGING", load.of(Kinds.HANGING, 3, "failed", TWICE),
                "THROWING", load.of(Kinds.THROWING, 3, "failed", TWICE),
                "GARBAGE", load.of(Kinds.GARBAGE, 3, "failed", TWICE),
                "UNKNOWN", load.of(Kinds.UNKNOWN, 3, "failed", TWICE),
                "UNKNOWN_TO_WORKER", load.of(Kinds.UNKNOWN_TO_WORKER, 3, "failed", TWICE));
        List<UUID> unreadable =
                load.of(load.tenants().getFirst(), NewJob.of(Sending.SEND, List.of("no", "send", "job")), 3, "failed");
        List<UUID> big = load.of(
                load.tenants().getFirst(),
                NewJob.of(Kinds.WORK, new Task(Task.Plan.DONE, "x".repeat(NewJob.MAX_PAYLOAD - 100))),
                20,
                "completed");
        long submitted = System.nanoTime();

        bounds.within(
                Duration.ofSeconds(30),
                submitted,
                "good jobs run among the bad ones",
                () -> arena.platform().effects().reached(straight, 1) == straight.size());
        books.balance(load, PATIENCE);
        bad.forEach((kind, jobs) -> assertThat(jobs)
                .as("%s jobs say why they failed", kind)
                .allSatisfy(job -> assertThat(arena.ledger().reason(job)).isNotBlank()));
        assertThat(unreadable)
                .allSatisfy(job -> assertThat(arena.ledger().reason(job)).contains("payload"));
        books.ranAtMost(1, big, "though nothing was wrong with them but their size");
    }

    @Test
    @DisplayName("F15d jobs that end or break their service whenever they come")
    void deadlyToTheirService(Arena arena, Load load, Bounds bounds, Books books) {
        List<UUID> straight = load.mixed(300);
        List<UUID> deadly = load.of(Kinds.DEADLY, 1, "failed", TWICE);
        List<UUID> breaking = load.of(Kinds.BREAKING, 1, "failed", TWICE);
        long submitted = System.nanoTime();

        bounds.within(
                Duration.ofSeconds(30),
                submitted,
                "good jobs run among them",
                () -> arena.platform().effects().reached(straight, 1) == straight.size());
        books.balance(load, Duration.ofMinutes(1));
        assertThat(deadly)
                .allSatisfy(job -> assertThat(arena.ledger().reason(job)).isNotBlank());
        assertThat(breaking)
                .allSatisfy(job -> assertThat(arena.ledger().reason(job)).isNotBlank());
    }

    @Test
    @Tag("quick")
    @DisplayName("F15c a payload of a megabyte is refused when it is added, loudly")
    void tooBig(Arena arena, Load load, Books books) {
        var huge = NewJob.of(Kinds.WORK, new Task(Task.Plan.DONE, "x".repeat(1 << 20)));

        assertThatThrownBy(() -> load.of(load.tenants().getFirst(), huge, 1, "completed"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("262144");
        assertThat(arena.ledger().counts(load.tenants())).isEmpty();
        books.balance(load, PATIENCE);
    }
}
