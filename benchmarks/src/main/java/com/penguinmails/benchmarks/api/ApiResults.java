package com.penguinmails.benchmarks.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.penguinmails.benchmarks.measure.Statistics;
import com.penguinmails.benchmarks.report.Floor;
import com.penguinmails.benchmarks.report.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of results.
 *
 * @param p95Ms through the gateway at the rate that is held
 * @param gatewayOverDirect the median through the gateway over the median past it
 * @param rlsOverPlain the worst of all shapes; null when it was not measured
 * @param warmUp what was asked before, the same through the gateway and past it, and counts in no figure
 * @param kneePerSecond the highest rate that held; null when it was not measured
 */
@JsonPropertyOrder({"p95_ms", "gateway_over_direct", "rls_over_plain", "knee_per_second"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApiResults(
        double p95Ms,
        double gatewayOverDirect,
        @Nullable Double rlsOverPlain,
        @Nullable Integer kneePerSecond,
        List<Floor> floors,
        Over gatewayOverDirectBy,
        WarmUp warmUp,
        Phase gateway,
        Phase direct,
        List<Phase> knee,
        List<RowSecurity.Shape> rowSecurity,
        List<Phase> slices,
        Map<String, String> settings,
        Host machine,
        double fsyncsPerSecond,
        String postgres) {

    private static final double RLS_BOUND = 1.2;
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** One quantile through the gateway over the same quantile past it. */
    record Over(double p50, double p95, double p99) {}

    /**
     * Of one of the two ways; the other one had the same.
     *
     * @param phases of both ways, in their order
     */
    record WarmUp(int seconds, int requests, List<Phase> phases) {

        private static WarmUp of(List<Phase> phases) {
            List<Phase> oneWay = phases.stream()
                    .filter(phase -> phase.target().equals(Phase.GATEWAY))
                    .toList();
            return new WarmUp(
                    oneWay.stream().mapToInt(Phase::seconds).sum(),
                    oneWay.stream().mapToInt(Phase::requests).sum(),
                    phases);
        }
    }

    static ApiResults of(
            ApiPhases.Measured measured,
            List<RowSecurity.Shape> shapes,
            Map<String, String> settings,
            Host machine,
            double fsyncsPerSecond,
            String postgres) {
        var gateway = measured.gateway().latencyMs();
        var direct = measured.direct().latencyMs();
        var over = new Over(
                ratio(gateway.p50(), direct.p50()),
                ratio(gateway.p95(), direct.p95()),
                ratio(gateway.p99(), direct.p99()));
        Double rls = shapes.isEmpty()
                ? null
                : Statistics.max(shapes.stream().map(RowSecurity.Shape::ratio).toList());
        return new ApiResults(
                gateway.p95(),
                over.p50(),
                rls,
                knee(measured),
                floors(measured.gateway(), rls),
                over,
                WarmUp.of(measured.warmUp()),
                measured.gateway(),
                measured.direct(),
                measured.knee(),
                shapes,
                measured.slices(),
                settings,
                machine,
                Math.rint(fsyncsPerSecond),
                postgres);
    }

    String json() {
        return JSON.writeValueAsString(this) + "\n";
    }

    private static @Nullable Integer knee(ApiPhases.Measured measured) {
        if (measured.knee().isEmpty()) {
            return null;
        }
        return measured.knee().stream()
                .filter(ApiPhases::holds)
                .mapToInt(Phase::perSecond)
                .max()
                .orElse(ApiPhases.holds(measured.gateway()) ? ApiPhases.HELD_PER_SECOND : 0);
    }

    private static List<Floor> floors(Phase gateway, @Nullable Double rls) {
        var floors = new ArrayList<Floor>();
        floors.add(new Floor(
                "p95 through the gateway at " + ApiPhases.HELD_PER_SECOND + " requests a second",
                "below 200 ms",
                String.format(Locale.ROOT, "%.1f ms", gateway.latencyMs().p95()),
                gateway.latencyMs().p95() < ApiPhases.BOUND_MS));
        floors.add(new Floor("requests that failed", "none", String.valueOf(gateway.failed()), gateway.failed() == 0));
        if (rls != null) {
            floors.add(new Floor(
                    "row-level security over none, worst shape",
                    "at most 1.2x",
                    String.format(Locale.ROOT, "%.2fx", rls),
                    rls <= RLS_BOUND));
        }
        return List.copyOf(floors);
    }

    private static double ratio(double a, double b) {
        return Math.rint(Statistics.ratio(a, b) * 100) / 100;
    }
}
