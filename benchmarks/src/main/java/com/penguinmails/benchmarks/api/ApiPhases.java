package com.penguinmails.benchmarks.api;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What is asked of the platform, in which order: warming up, a rate held by turns through the gateway and past it, then more and more. */
final class ApiPhases {

    /** Which is what a floor is set on. */
    static final int HELD_PER_SECOND = 150;

    static final double BOUND_MS = 200;

    private static final int SLICE_SECONDS = 10;
    /** Requests a second, for so many seconds each, through the gateway and past it. Services that have just started compile what they are asked. */
    private static final List<Integer> WARM_UP = List.of(30, 80, HELD_PER_SECOND, HELD_PER_SECOND, HELD_PER_SECOND);

    private static final int WARM_UP_SECONDS = 10;
    private static final int STEP_SECONDS = 8;
    private static final double STEP = 1.25;
    private static final int MOST_PER_SECOND = 3_000;
    /** A thousandth. */
    private static final int FAILURES_ALLOWED = 1_000;

    private final ApiOptions options;
    private final BenchedStack platform;
    private final Mix mix;
    private final Load load;
    private final Map<String, Function<String, URI>> targets;

    ApiPhases(ApiOptions options, BenchedStack platform) {
        this.options = options;
        this.platform = platform;
        this.mix = new DayOfATenant().on(platform);
        this.load = new Load(mix);
        this.targets = Map.of(Phase.GATEWAY, service -> platform.gateway(), Phase.DIRECT, platform::service);
    }

    /**
     * What came of it.
     *
     * @param warmUp rates through the gateway and past it that no figure counts
     * @param knee rising rates through the gateway; the last one is the first that did not hold
     */
    record Measured(List<Phase> warmUp, Phase gateway, Phase direct, List<Phase> slices, List<Phase> knee) {}

    Measured run() throws InterruptedException {
        List<Phase> warmUp = warmUp(platform.token());
        // An access token is good for 15 minutes; a slow machine spends some of them warming up.
        String token = platform.token();
        var slices = new ArrayList<Phase>();
        var gateway = new ArrayList<Load.Outcome>();
        var direct = new ArrayList<Load.Outcome>();
        for (int slice = 0; slice < options.slices(); slice++) {
            // In turns, and the other one first the next time.
            for (String target :
                    slice % 2 == 0 ? List.of(Phase.GATEWAY, Phase.DIRECT) : List.of(Phase.DIRECT, Phase.GATEWAY)) {
                var outcome = load.run(HELD_PER_SECOND, SLICE_SECONDS, to(target), token);
                (target.equals(Phase.GATEWAY) ? gateway : direct).add(outcome);
                slices.add(said(Phase.of(target, HELD_PER_SECOND, SLICE_SECONDS, List.of(outcome), mix)));
            }
        }
        int seconds = options.slices() * SLICE_SECONDS;
        return new Measured(
                warmUp,
                Phase.of(Phase.GATEWAY, HELD_PER_SECOND, seconds, gateway, mix),
                Phase.of(Phase.DIRECT, HELD_PER_SECOND, seconds, direct, mix),
                slices,
                options.knee() ? knee(platform.token()) : List.of());
    }

    private List<Phase> warmUp(String token) throws InterruptedException {
        Progress.say("warming up, %d s", 2 * WARM_UP.size() * WARM_UP_SECONDS);
        var phases = new ArrayList<Phase>();
        for (int rate : WARM_UP) {
            for (String target : List.of(Phase.GATEWAY, Phase.DIRECT)) {
                phases.add(said(Phase.of(
                        target,
                        rate,
                        WARM_UP_SECONDS,
                        List.of(load.run(rate, WARM_UP_SECONDS, to(target), token)),
                        mix)));
            }
        }
        return List.copyOf(phases);
    }

    private List<Phase> knee(String token) throws InterruptedException {
        var steps = new ArrayList<Phase>();
        for (double rate = HELD_PER_SECOND * STEP; rate <= MOST_PER_SECOND; rate *= STEP) {
            int perSecond = (int) Math.round(rate / 10) * 10;
            Phase step = said(Phase.of(
                    Phase.GATEWAY,
                    perSecond,
                    STEP_SECONDS,
                    List.of(load.run(perSecond, STEP_SECONDS, to(Phase.GATEWAY), token)),
                    mix));
            steps.add(step);
            if (!holds(step)) {
                break;
            }
        }
        return steps;
    }

    static boolean holds(Phase step) {
        return step.latencyMs().p95() < BOUND_MS && step.failed() * FAILURES_ALLOWED <= step.requests();
    }

    private static Phase said(Phase phase) {
        Progress.say(
                "%-7s at %4d/s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, %.0f answered a second, %d failed %s",
                phase.target(),
                phase.perSecond(),
                phase.latencyMs().p50(),
                phase.latencyMs().p95(),
                phase.latencyMs().p99(),
                phase.answeredPerSecond(),
                phase.failed(),
                phase.failures().isEmpty() ? "" : phase.failures().toString());
        return phase;
    }

    private Function<String, URI> to(String target) {
        return Objects.requireNonNull(targets.get(target));
    }
}
