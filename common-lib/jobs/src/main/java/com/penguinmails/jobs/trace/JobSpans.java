package com.penguinmails.jobs.trace;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of work on jobs, linked to the spans that added them. */
public final class JobSpans {

    /** More would be dropped by most back ends. */
    private static final int MOST_LINKS = 100;

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private final Tracer tracer;

    public JobSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** @param traceparents W3C trace contexts of producers; each once, and those that are none are passed over */
    public Span.Builder linkedTo(Collection<String> traceparents) {
        Span.Builder span = tracer.spanBuilder();
        traceparents.stream()
                .distinct()
                .limit(MOST_LINKS)
                .forEach(traceparent -> context(traceparent).map(Link::new).ifPresent(span::addLink));
        return span;
    }

    /** Runs the work with the span as the current one of this thread; does not end the span. */
    public void within(Span span, Runnable work) {
        try (Tracer.SpanInScope scope = tracer.withSpan(span)) {
            work.run();
        }
    }

    private Optional<TraceContext> context(String traceparent) {
        Matcher parts = TRACEPARENT.matcher(traceparent);
        return parts.matches()
                ? Optional.of(tracer.traceContextBuilder()
                        .traceId(parts.group(1))
                        .spanId(parts.group(2))
                        .sampled((Integer.parseInt(parts.group(3), 16) & 1) == 1)
                        .build())
                : Optional.empty();
    }
}
