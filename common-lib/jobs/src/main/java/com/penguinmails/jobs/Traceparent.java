package com.penguinmails.jobs;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;

/** The caller's trace as a W3C {@code traceparent} (version 00), so that the job's work can be linked to it. */
final class Traceparent {

    private Traceparent() {}

    static Optional<String> of(Tracer tracer) {
        Span span = tracer.currentSpan();
        if (span == null) {
            return Optional.empty();
        }
        TraceContext context = span.context();
        if (context.traceId().length() != 32 || context.spanId().length() != 16) {
            return Optional.empty();
        }
        String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
        return Optional.of("00-" + context.traceId() + "-" + context.spanId() + "-" + flags);
    }
}
