package com.penguinmails.gateway.limits;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/**
 * Tells callers what they may ask for, as draft-ietf-httpapi-ratelimit-headers has it: {@code RateLimit-Policy} and {@code RateLimit} of its
 * current form, and the three plain numbers of its earlier ones, which most clients know.
 */
final class LimitHeaders {

    private LimitHeaders() {}

    /** @param tightest the one of them that the plain numbers speak of */
    static void write(HttpHeaders headers, List<Decision> decisions, Decision tightest) {
        headers.set("RateLimit-Limit", Integer.toString(tightest.rate().burst()));
        headers.set("RateLimit-Remaining", Long.toString(tightest.remaining()));
        headers.set("RateLimit-Reset", Long.toString(tightest.resetSeconds()));
        headers.set(
                "RateLimit-Policy", decisions.stream().map(LimitHeaders::policy).collect(Collectors.joining(", ")));
        headers.set("RateLimit", decisions.stream().map(LimitHeaders::standing).collect(Collectors.joining(", ")));
    }

    private static String policy(Decision decision) {
        return "\"" + decision.policy() + "\";q=" + decision.rate().perMinute() + ";w=60;burst="
                + decision.rate().burst();
    }

    private static String standing(Decision decision) {
        return "\"" + decision.policy() + "\";r=" + decision.remaining() + ";t=" + decision.resetSeconds();
    }
}
