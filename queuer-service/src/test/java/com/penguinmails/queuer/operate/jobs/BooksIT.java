package com.penguinmails.queuer.operate.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.operate.LentJob;
import com.penguinmails.queuer.operate.OperatorClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever operators and workers do in whatever order: the books of each queue and tenant agree with its tables, and no job is in two places. */
@QueuerTest
class BooksIT {

    private static final int STEPS = 80;
    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.DONE,
            Outcome.RETRY,
            Outcome.SNOOZE,
            Outcome.DISCARD,
            Outcome.UNCERTAIN,
            Outcome.CRASHED,
            Outcome.RETURNED);

    private final OperatorClient operator;
    private final Jobs jobs;
    private final List<String> queues = List.of(Jobs.freshQueue(), Jobs.freshQueue());
    private final List<LentJob.Turns> turns;
    private final List<TenantId> tenants = List.of(Jobs.tenant(), Jobs.tenant());
    private final UUID campaign = UUID.randomUUID();
    private final List<UUID> added = new ArrayList<>();
    private final List<Entry> begun = new ArrayList<>();

    @Autowired
    BooksIT(OperatorClient operator, Jobs jobs, LentJob lent) {
        this.operator = operator;
        this.jobs = jobs;
        this.turns = queues.stream().map(lent::of).toList();
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theyAgreeAfterEveryStep(long seed) {
        var random = new Random(seed);
        for (String queue : queues) {
            added.addAll(jobs.add(tenants.getFirst(), queue, 1));
        }
        turns.forEach(LentJob.Turns::dispatch);
        var steps = new ArrayList<String>();
        for (int step = 0; step < STEPS; step++) {
            steps.add(step(random));
            assertThat(mismatches()).as("seed %s after %s", seed, steps).isEmpty();
        }
        assertThat(jobs.list("select id::text from queue.job_finished where queue in ('" + String.join("', '", queues)
                        + "')"))
                .as("the steps came far enough to mean something")
                .hasSizeGreaterThan(3);
    }

    private String step(Random random) {
        int which = random.nextInt(queues.size());
        String queue = queues.get(which);
        LentJob.Turns turn = turns.get(which);
        return switch (random.nextInt(11)) {
            case 0, 1 -> {
                added.addAll(jobs.add(
                        tenants.get(random.nextInt(tenants.size())),
                        queue,
                        1 + random.nextInt(3),
                        job -> random.nextBoolean() ? job.group(campaign) : job.maxAttempts(2)));
                yield "add";
            }
            case 2, 3 -> {
                jobs.makeDue(queue, Duration.ZERO);
                turn.dispatch();
                yield "dispatch";
            }
            case 4 -> {
                begun.addAll(turn.fetch());
                yield "fetch";
            }
            case 5, 6 -> {
                while (!begun.isEmpty()) {
                    turn.report(begun.removeLast().lease(), OUTCOMES.get(random.nextInt(OUTCOMES.size())), null);
                }
                turns.forEach(LentJob.Turns::writeBack);
                yield "write back";
            }
            case 7 -> "cancel " + act(random, "cancel", OperatorClient.BECAUSE);
            case 8 ->
                "retry " + act(random, "retry", Map.of("reason", "random", "acceptDuplicate", random.nextBoolean()));
            case 9 ->
                "move "
                        + act(
                                random,
                                "move",
                                Map.of("queue", queues.get(random.nextInt(2)), "priority", random.nextInt(300)));
            default -> sometimesLarger(random, queue, turn);
        };
    }

    private String sometimesLarger(Random random, String queue, LentJob.Turns turn) {
        switch (random.nextInt(3)) {
            case 0 -> {
                String act = List.of("pause", "resume").get(random.nextInt(2));
                operator.post(
                        "/tenants/" + tenants.getFirst() + "/groups/" + campaign + "/" + act, OperatorClient.BECAUSE);
                turn.tellStops();
                return act + " group";
            }
            case 1 -> {
                operator.post(
                        "/queues/" + queue + "/jobs/retry",
                        Map.of("failedSince", "2020-01-01T00:00:00Z", "reason", "random", "spreadSeconds", 60));
                return "retry all";
            }
            default -> {
                operator.post("/queues/" + queue + "/pause", OperatorClient.BECAUSE);
                operator.post("/queues/" + queue + "/drain", OperatorClient.BECAUSE);
                operator.post("/queues/" + queue + "/resume", null);
                return "drain";
            }
        }
    }

    private int act(Random random, String act, Map<String, Object> body) {
        return operator.post("/jobs/" + added.get(random.nextInt(added.size())) + "/" + act, body)
                .status();
    }

    private List<String> mismatches() {
        return jobs.list("""
                with mine as (select id, tenant_id from queue.jobs where tenant_id in ('%s', '%s')),
                places as (
                  select tenant_id, id, queue, 1 as waiting from queue.job_ready union all
                  select tenant_id, id, queue, 1 from queue.job_held union all
                  select tenant_id, id, queue, 1 from queue.job_leased union all
                  select tenant_id, id, queue, 0 from queue.job_finished),
                booked as (
                  select tenant_id, queue, sum(enqueued - completed - failed - cancelled - uncertain + revived) as n, sum(completed) as completed,
                         sum(cancelled) as cancelled
                    from queue.job_ledger where tenant_id in (select tenant_id from mine) group by 1, 2),
                found as (select tenant_id, queue, sum(waiting) as n from places where tenant_id in (select tenant_id from mine) group by 1, 2)
                select 'booked ' || coalesce(b.n, 0) || ', found ' || coalesce(f.n, 0) from booked b
                  full join found f on f.tenant_id = b.tenant_id and f.queue = b.queue where coalesce(b.n, 0) <> coalesce(f.n, 0)
                union all
                select 'job ' || m.id || ' is in ' || count(p.id) || ' places' from mine m
                  left join places p on p.tenant_id = m.tenant_id and p.id = m.id group by m.id having count(p.id) <> 1
                """.formatted(tenants.get(0), tenants.get(1)));
    }
}
