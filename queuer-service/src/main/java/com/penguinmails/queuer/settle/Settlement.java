package com.penguinmails.queuer.settle;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.observability.MetricNames;
import com.penguinmails.queuer.pace.Pace;
import com.penguinmails.queuer.sweep.Sweeps;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes back how leases ended, many in one statement. A result counts only if its job is still leased under the very token, so results may
 * come late, twice or in any order: the first one for a lease removes it, and the others find nothing.
 */
@Component
public class Settlement {

    private final Blocks blocks;
    private final Completions completions;
    private final Setbacks setbacks;
    private final Sweeps sweeps;
    private final Pace pace;
    private final MeterRegistry meters;

    Settlement(
            Blocks blocks, Completions completions, Setbacks setbacks, Sweeps sweeps, Pace pace, MeterRegistry meters) {
        this.blocks = blocks;
        this.completions = completions;
        this.setbacks = setbacks;
        this.sweeps = sweeps;
        this.pace = pace;
        this.meters = meters;
    }

    /** Writes the results back; returns how many jobs they changed. */
    @Transactional
    public int settle(List<Result> results) {
        Map<Boolean, List<Result>> ofBlocks = results.stream()
                .collect(Collectors.partitioningBy(result -> result.lease().isBlock()));
        List<Result> single = ofBlocks.getOrDefault(false, List.of());
        // First what is known of single jobs: a word on their block is about those that are left.
        blocks.takeApart(single.stream().map(result -> result.lease().block()).collect(Collectors.toSet()));
        int counted = settleJobs(single);
        meters.counter("penguinmails.queue.stale").increment(single.size() - counted);
        return counted + settleBlocks(ofBlocks.getOrDefault(true, List.of()));
    }

    private int settleBlocks(List<Result> results) {
        Blocks.Completed completed = blocks.complete(results.stream()
                .filter(result -> result.outcome() == Outcome.DONE)
                .toList());
        int counted = 0;
        for (Settled settled : completed.settled()) {
            count(settled);
            counted += settled.count();
        }
        List<Result> others = results.stream()
                .filter(result -> !completed.blocks().contains(result.lease()))
                .toList();
        blocks.takeApart(others.stream().map(Result::lease).collect(Collectors.toSet()));
        int rest = settleJobs(blocks.ofEachLeft(others));
        if (!others.isEmpty() && rest == 0) {
            meters.counter("penguinmails.queue.stale").increment(others.size());
        }
        return counted + rest;
    }

    private int settleJobs(List<Result> results) {
        // In the order of arrival where it matters: a lease has only one result, or the same one again.
        Map<Boolean, List<Result>> done =
                results.stream().collect(Collectors.partitioningBy(result -> result.outcome() == Outcome.DONE));
        int counted = 0;
        for (Settled settled : completions.write(done.getOrDefault(true, List.of()))) {
            count(settled);
            counted += settled.count();
        }
        for (Settled settled : setbacks.write(done.getOrDefault(false, List.of()))) {
            count(settled);
            counted += settled.count();
            if (settled.isDueAgain()) {
                sweeps.request(settled.queue());
            }
        }
        return counted;
    }

    /** Makes leased jobs and blocks of them ready again, as if they had never been leased. */
    @Transactional
    public int release(List<Lease> leases) {
        return settle(leases.stream()
                .map(lease -> new Result(lease, Outcome.RETURNED, null, null, "", ""))
                .toList());
    }

    private void count(Settled settled) {
        if (settled.isFinished()) {
            pace.count(settled.queue(), settled.kind(), settled.status(), settled.count());
        }
        String outcome = settled.isFinished() ? settled.status() : settled.outcome();
        meters.counter(
                        MetricNames.JOBS_FINISHED,
                        MetricNames.KIND,
                        settled.kind(),
                        MetricNames.OUTCOME,
                        outcome.toLowerCase(Locale.ROOT))
                .increment(settled.count());
    }
}
