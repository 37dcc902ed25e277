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

    private final Completions completions;
    private final Setbacks setbacks;
    private final Sweeps sweeps;
    private final Pace pace;
    private final MeterRegistry meters;

    Settlement(Completions completions, Setbacks setbacks, Sweeps sweeps, Pace pace, MeterRegistry meters) {
        this.completions = completions;
        this.setbacks = setbacks;
        this.sweeps = sweeps;
        this.pace = pace;
        this.meters = meters;
    }

    /** Writes the results back; returns how many counted. */
    @Transactional
    public int settle(List<Result> results) {
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
        meters.counter("penguinmails.queue.stale").increment(results.size() - counted);
        return counted;
    }

    /** Makes leased jobs ready again, as if they had never been leased. */
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
