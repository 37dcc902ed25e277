package com.penguinmails.mailworld.behaviour;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What can be turned while the world runs.
 *
 * @param greylistDelay how long a greylisted pair has to wait
 * @param reactionDelay from acceptance to the recipient's reaction, and before a late delivery report
 * @param slowDelay how long {@link Behaviour#SLOW} lets DATA wait
 * @param messageLatency added to every answer to DATA; zero for none
 * @param outage whether the servers work
 * @param platformBaseUrls the only places whose links are ever fetched: scheme, host and port must be equal and the path must begin alike
 */
public record Knobs(
        Duration greylistDelay,
        Duration reactionDelay,
        Duration slowDelay,
        Duration messageLatency,
        Outage outage,
        List<URI> platformBaseUrls) {
    public Knobs {
        for (Duration duration : List.of(greylistDelay, reactionDelay, slowDelay, messageLatency)) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a delay cannot be negative: " + duration);
            }
        }
        for (URI url : platformBaseUrls) {
            if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
                throw new IllegalArgumentException("not an absolute http or https URL: " + url);
            }
        }
        platformBaseUrls = List.copyOf(platformBaseUrls);
    }

    /** Greylisting of 30 s, reactions after 200 ms, slow means 3 s, no latency, no outage, no platform. */
    public static Knobs defaults() {
        return new Knobs(
                Duration.ofSeconds(30),
                Duration.ofMillis(200),
                Duration.ofSeconds(3),
                Duration.ZERO,
                Outage.NONE,
                List.of());
    }

    public Knobs withPlatformBaseUrls(List<URI> urls) {
        return new Knobs(greylistDelay, reactionDelay, slowDelay, messageLatency, outage, urls);
    }

    public Knobs withReactionDelay(Duration delay) {
        return new Knobs(greylistDelay, delay, slowDelay, messageLatency, outage, platformBaseUrls);
    }

    public Knobs withGreylistDelay(Duration delay) {
        return new Knobs(delay, reactionDelay, slowDelay, messageLatency, outage, platformBaseUrls);
    }

    public Knobs withSlowDelay(Duration delay) {
        return new Knobs(greylistDelay, reactionDelay, delay, messageLatency, outage, platformBaseUrls);
    }

    public Knobs withMessageLatency(Duration latency) {
        return new Knobs(greylistDelay, reactionDelay, slowDelay, latency, outage, platformBaseUrls);
    }

    public Knobs withOutage(Outage wanted) {
        return new Knobs(greylistDelay, reactionDelay, slowDelay, messageLatency, wanted, platformBaseUrls);
    }
}
