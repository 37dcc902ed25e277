package com.penguinmails.chaos.scenario;

import static org.awaitility.Awaitility.await;

import com.penguinmails.chaos.arena.Arena;
import com.penguinmails.chaos.load.Load;
import com.penguinmails.chaos.platform.Effect;
import com.penguinmails.chaos.platform.Kinds;
import com.penguinmails.chaos.platform.Task;
import com.penguinmails.chaos.report.Bounds;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.TenantId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Much work of one kind must not be the misfortune of the rest. What counts is the order in which jobs run, not the time. */
@Chaos
class FairnessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    @DisplayName("F13 one tenant has 20,000 jobs, nineteen have a hundred each")
    void noisyNeighbour(Arena arena, Load load, RandomGenerator random, Bounds bounds, Books books) {
        arena.run(0, 2);
        TenantId noisy = load.tenants().get(random.nextInt(load.tenants().size()));
        load.of(noisy, job(NewJob.NORMAL), 20_000, "completed");
        load.tenants().stream()
                .filter(tenant -> !tenant.equals(noisy))
                .forEach(tenant -> load.of(tenant, job(NewJob.NORMAL), 100, "completed"));
        arena.run(2, 2);
        books.balance(load, PATIENCE);

        List<Effect> order = arena.platform().effects().ofTenants(load.tenantIds());
        Map<UUID, Long> shares = order.stream()
                .limit(100L * load.tenants().size())
                .collect(Collectors.groupingBy(Effect::tenant, Collectors.counting()));
        bounds.atLeast(0.95, jain(load, shares), "Jain index of the first hundred turns");
        long otherJobs = 100L * (load.tenants().size() - 1);
        long seen = 0;
        int place = 0;
        while (seen < otherJobs * 95 / 100) {
            if (!order.get(place).tenant().equals(noisy.value())) {
                seen++;
            }
            place++;
        }
        bounds.atMost(2, (double) place / seen, "place of the others' 95th percentile, against alone");
    }

    @Test
    @DisplayName("F14 the high band is saturated, and the low one still gets its twelfth")
    void lowIsNotStarved(Arena arena, Load load, Bounds bounds, Books books) {
        arena.run(0, 2);
        Set<UUID> low = new HashSet<>(load.of(Kinds.WORK, 600, "completed", job -> job.priority(NewJob.LOW)));
        load.of(Kinds.WORK, 12_000, "completed", job -> job.priority(NewJob.HIGH));
        arena.run(2, 2);
        await("all low jobs have run")
                .atMost(PATIENCE)
                .until(() -> arena.platform().effects().reached(low, 1) == low.size());
        books.balance(load, PATIENCE);

        // Not the very first, when only one list is filled yet.
        List<Effect> saturated =
                arena.platform().effects().ofTenants(load.tenantIds()).subList(500, 4_100);
        long lowOnes =
                saturated.stream().filter(effect -> low.contains(effect.job())).count();
        bounds.atLeast(
                0.08, (double) lowOnes / saturated.size(), "share of low while high is saturated (a twelfth is 0.083)");
    }

    private static NewJob job(int priority) {
        return NewJob.of(Kinds.WORK, Task.of(Task.Plan.DONE)).priority(priority);
    }

    /** (sum x)^2 / (n * sum x^2): 1 when all have the same, 1/n when one has all. */
    private static double jain(Load load, Map<UUID, Long> shares) {
        double sum = 0;
        double squares = 0;
        for (TenantId tenant : load.tenants()) {
            double share = shares.getOrDefault(tenant.value(), 0L);
            sum += share;
            squares += share * share;
        }
        return sum * sum / (load.tenants().size() * squares);
    }
}
