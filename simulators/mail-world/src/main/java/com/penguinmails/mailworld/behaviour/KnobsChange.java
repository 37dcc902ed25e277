package com.penguinmails.mailworld.behaviour;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partial change: what is null stays as it is. Durations are ISO 8601 in JSON, such as {@code PT0.2S}. */
public record KnobsChange(
        @Nullable Duration greylistDelay,
        @Nullable Duration reactionDelay,
        @Nullable Duration slowDelay,
        @Nullable Duration messageLatency,
        @Nullable Outage outage,
        @Nullable List<URI> platformBaseUrls) {
    Knobs applyTo(Knobs knobs) {
        return new Knobs(
                or(greylistDelay, knobs.greylistDelay()),
                or(reactionDelay, knobs.reactionDelay()),
                or(slowDelay, knobs.slowDelay()),
                or(messageLatency, knobs.messageLatency()),
                or(outage, knobs.outage()),
                or(platformBaseUrls, knobs.platformBaseUrls()));
    }

    private static <T> T or(@Nullable T changed, T current) {
        return changed == null ? current : changed;
    }
}
