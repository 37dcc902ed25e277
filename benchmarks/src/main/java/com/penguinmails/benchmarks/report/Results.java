package com.penguinmails.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.penguinmails.benchmarks.measure.Drain;
import com.penguinmails.benchmarks.measure.Latency;
import com.penguinmails.benchmarks.measure.Statistics;
import com.penguinmails.benchmarks.system.Contestant;
import com.penguinmails.benchmarks.system.Contestant.Role;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of results: medians on top, then ratios, then every run and what it ran on.
 *
 * @param rawCeiling the fastest shape of plain SQL
 * @param rawCeilingShape its name
 * @param dispatchP99Ms the median over the runs of ours, from the intended moment
 * @param enqueuedPerSecond rows a second that our library adds in batches
 */
@JsonPropertyOrder({"ours", "peers", "raw_ceiling", "dispatch_p99_ms"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Results(
        @Nullable SystemResult ours,
        Map<String, SystemResult> peers,
        @Nullable SystemResult rawCeiling,
        @Nullable Double dispatchP99Ms,
        @Nullable String rawCeilingShape,
        Map<String, SystemResult> rawShapes,
        @Nullable Double enqueuedPerSecond,
        Ratios ratios,
        Map<String, HeldSnapshot> heldSnapshot,
        List<Floor> floors,
        Map<String, Map<String, String>> settings,
        Machine machine,
        List<Drain> runs,
        List<Latency> latencies) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Sums up. */
    public static Results of(Measurements measurements, Machine machine) {
        Map<String, SystemResult> peers = results(measurements, Role.PEER);
        Map<String, SystemResult> shapes = results(measurements, Role.CEILING);
        SystemResult ours =
                results(measurements, Role.OURS).values().stream().findFirst().orElse(null);
        Optional<Map.Entry<String, SystemResult>> ceiling = fastest(shapes);
        Ratios ratios = ratios(ours, peers, ceiling.map(Map.Entry::getValue).orElse(null));
        Double dispatch = dispatchP99(measurements);
        return new Results(
                ours,
                peers,
                ceiling.map(Map.Entry::getValue).orElse(null),
                dispatch,
                ceiling.map(Map.Entry::getKey).orElse(null),
                shapes,
                ours == null ? null : ours.addedPerSecond(),
                ratios,
                held(measurements),
                Floors.of(ours, ratios, dispatch),
                measurements.settings(),
                machine,
                measurements.drains(),
                measurements.latencies());
    }

    public String json() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** Whether every floor holds. */
    public boolean isGoodEnough() {
        return floors.stream().allMatch(Floor::holds);
    }

    private static Map<String, SystemResult> results(Measurements measurements, Role role) {
        Map<String, SystemResult> results = new LinkedHashMap<>();
        for (Contestant contestant : measurements.contestants()) {
            List<Drain> runs = measurements.of(contestant.name(), false);
            if (contestant.role() == role && !runs.isEmpty()) {
                results.put(contestant.name(), SystemResult.of(runs));
            }
        }
        return results;
    }

    private static Optional<Map.Entry<String, SystemResult>> fastest(Map<String, SystemResult> results) {
        return results.entrySet().stream()
                .max(Comparator.comparingDouble(entry -> entry.getValue().jobsPerSecond()));
    }

    private static Ratios ratios(
            @Nullable SystemResult ours, Map<String, SystemResult> peers, @Nullable SystemResult ceiling) {
        Optional<Map.Entry<String, SystemResult>> best = fastest(peers);
        Map<String, Double> toPeers = new LinkedHashMap<>();
        if (ours != null) {
            peers.forEach((name, peer) -> toPeers.put(name, ratio(ours, peer)));
        }
        return new Ratios(
                best.map(Map.Entry::getKey).orElse(null),
                ours == null
                        ? null
                        : best.map(peer -> ratio(ours, peer.getValue())).orElse(null),
                ours == null || ceiling == null ? null : ratio(ours, ceiling),
                toPeers);
    }

    private static double ratio(SystemResult a, SystemResult b) {
        return SystemResult.round(Statistics.ratio(a.jobsPerSecond(), b.jobsPerSecond()), 2);
    }

    private static @Nullable Double dispatchP99(Measurements measurements) {
        List<Double> all = measurements.contestants().stream()
                .filter(contestant -> contestant.role() == Role.OURS)
                .flatMap(contestant -> measurements.latencies().stream()
                        .filter(latency -> latency.system().equals(contestant.name())))
                .map(latency -> latency.sinceIntended().p99())
                .toList();
        return all.isEmpty() ? null : SystemResult.round(Statistics.median(all), 1);
    }

    private static Map<String, HeldSnapshot> held(Measurements measurements) {
        Map<String, HeldSnapshot> all = new LinkedHashMap<>();
        for (Contestant contestant : measurements.contestants()) {
            List<Drain> clean = measurements.of(contestant.name(), false);
            List<Drain> held = measurements.of(contestant.name(), true);
            if (!clean.isEmpty() && !held.isEmpty()) {
                double usual = SystemResult.of(clean).jobsPerSecond();
                double then = SystemResult.of(held).jobsPerSecond();
                all.put(
                        contestant.name(),
                        new HeldSnapshot(usual, then, SystemResult.round(Statistics.ratio(then, usual), 2)));
            }
        }
        return all;
    }
}
