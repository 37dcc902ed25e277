package com.penguinmails.benchmarks.api;

import java.util.List;
import java.util.Locale;

/** The results for people, in Markdown. */
final class ApiTable {

    private ApiTable() {}

    static String of(ApiResults results) {
        var page = new StringBuilder();
        page.append("| 150 requests a second | p50 | p95 | p99 | max | failed |\n|---|---|---|---|---|---|\n");
        for (Phase phase : List.of(results.gateway(), results.direct())) {
            line(
                    page,
                    phase.target().equals(Phase.GATEWAY) ? "through the gateway" : "past it, to the services",
                    phase);
        }
        page.append(String.format(
                Locale.ROOT,
                "| gateway over direct | %.2fx | %.2fx | %.2fx | | |%n",
                results.gatewayOverDirectBy().p50(),
                results.gatewayOverDirectBy().p95(),
                results.gatewayOverDirectBy().p99()));
        page.append(String.format(
                Locale.ROOT,
                "%nBefore that, through the gateway and past it each: %,d requests in %d s, which count in no figure.%n",
                results.warmUp().requests(),
                results.warmUp().seconds()));
        if (!results.knee().isEmpty()) {
            page.append(
                    "\n| More and more, through the gateway | p50 | p95 | p99 | max | failed |\n|---|---|---|---|---|---|\n");
            results.knee().forEach(phase -> line(page, phase.perSecond() + " a second", phase));
        }
        if (!results.rowSecurity().isEmpty()) {
            page.append("\n| A million rows, medians of " + RowSecurity.ROUNDS
                    + " rounds | with RLS | without | ratio |\n|---|---|---|---|\n");
            for (RowSecurity.Shape shape : results.rowSecurity()) {
                page.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %.2fx |%n",
                        shape.name(),
                        time(shape.rlsMicros()),
                        time(shape.plainMicros()),
                        shape.ratio()));
            }
        }
        page.append("\n| Floor | required | measured | |\n|---|---|---|---|\n");
        results.floors()
                .forEach(floor -> page.append(String.format(
                        "| %s | %s | %s | %s |%n",
                        floor.name(), floor.required(), floor.measured(), floor.holds() ? "holds" : "**fails**")));
        page.append(String.format(
                Locale.ROOT,
                "%nMeasured on %d cores of %s, %d GB, %,.0f fsyncs of 8 kB a second. PostgreSQL %s, Java %s.%n",
                results.machine().cores(),
                results.machine().cpu(),
                results.machine().memoryGigabytes(),
                results.fsyncsPerSecond(),
                results.postgres(),
                results.machine().java()));
        return page.toString();
    }

    private static void line(StringBuilder page, String name, Phase phase) {
        page.append(String.format(
                Locale.ROOT,
                "| %s | %.1f ms | %.1f ms | %.1f ms | %.0f ms | %d of %,d |%n",
                name,
                phase.latencyMs().p50(),
                phase.latencyMs().p95(),
                phase.latencyMs().p99(),
                phase.latencyMs().max(),
                phase.failed(),
                phase.requests()));
    }

    private static String time(double micros) {
        return micros >= 1_000
                ? String.format(Locale.ROOT, "%.1f ms", micros / 1_000)
                : String.format(Locale.ROOT, "%.0f us", micros);
    }
}
