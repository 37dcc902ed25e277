package com.penguinmails.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our pace divided by another's; what was not measured is absent.
 *
 * @param bestPeer its name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ratios(
        @Nullable String bestPeer,
        @Nullable Double oursToBestPeer,
        @Nullable Double oursToRawCeiling,
        Map<String, Double> oursToPeers) {}
