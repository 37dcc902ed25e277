package com.penguinmails.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.benchmarks.report.Floor;
import com.penguinmails.benchmarks.report.Host;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ApiResultsTest {

    private static final Mix MIX =
            new Mix(List.of(new Operation("get", "any", 1, () -> "/", HttpRequest.Builder::GET)));

    @Test
    void theFiguresThatCountAreOnTop() {
        var results = results(phase("gateway", 150, 20, 0), phase("direct", 150, 10, 0), 1.1);

        var json = JsonMapper.builder().build().readTree(results.json());
        assertThat(json.propertyNames())
                .startsWith("p95_ms", "gateway_over_direct", "rls_over_plain", "knee_per_second");
        assertThat(json.path("p95_ms").asDouble()).isEqualTo(20);
        assertThat(json.path("gateway_over_direct").asDouble()).isEqualTo(2);
        assertThat(json.path("rls_over_plain").asDouble()).isEqualTo(1.1);
        assertThat(json.path("knee_per_second").asInt()).isEqualTo(190);
        assertThat(results.floors()).allMatch(Floor::holds);
        assertThat(ApiTable.of(results))
                .contains(
                        "| gateway over direct | 2.00x | 2.00x | 2.00x",
                        "| 1.10x |",
                        "holds",
                        "each: 2 requests in 1 s");
    }

    @Test
    void eachFloorFailsByItself() {
        assertThat(failing(results(phase("gateway", 150, 200, 0), phase("direct", 150, 10, 0), 1.0)))
                .containsExactly("p95 through the gateway at 150 requests a second");
        assertThat(failing(results(phase("gateway", 150, 20, 1), phase("direct", 150, 10, 0), 1.0)))
                .containsExactly("requests that failed");
        assertThat(failing(results(phase("gateway", 150, 20, 0), phase("direct", 150, 10, 0), 1.21)))
                .containsExactly("row-level security over none, worst shape");
    }

    @Test
    void aFailedRequestCountsWithTheTimeItTook() {
        var phase = Phase.of(
                "gateway",
                2,
                1,
                List.of(new Load.Outcome(
                        new int[] {0, 0}, new long[] {1_000, -9_000_000}, List.of("get: 503"), 1_000_000_000)),
                MIX);

        assertThat(phase.latencyMs().max()).isEqualTo(9_000);
        assertThat(phase.answeredPerSecond()).isEqualTo(1);
        assertThat(phase.failures()).containsExactly(Map.entry("get: 503", 1));
    }

    private static List<String> failing(ApiResults results) {
        return results.floors().stream()
                .filter(floor -> !floor.holds())
                .map(Floor::name)
                .toList();
    }

    private static ApiResults results(Phase gateway, Phase direct, double rls) {
        var knee = List.of(phase("gateway", 190, 150, 0), phase("gateway", 230, 900, 0));
        return ApiResults.of(
                new ApiPhases.Measured(List.of(gateway, direct), gateway, direct, List.of(gateway, direct), knee),
                List.of(
                        new RowSecurity.Shape("one", 10, rls * 100, 100, rls, List.of(rls)),
                        new RowSecurity.Shape("two", 10, 50, 100, 0.5, List.of(0.5))),
                Map.of(),
                new Host("some", 2, 8, "Linux", "25"),
                1_000,
                "18");
    }

    private static Phase phase(String target, int perSecond, int millis, int failed) {
        long micros = millis * 1_000L;
        var failures = java.util.Collections.nCopies(failed, "get: 500");
        return Phase.of(
                target,
                perSecond,
                1,
                List.of(new Load.Outcome(new int[] {0, 0}, new long[] {micros, micros}, failures, 1_000_000_000)),
                MIX);
    }
}
