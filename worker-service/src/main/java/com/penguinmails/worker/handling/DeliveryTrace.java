package com.penguinmails.worker.handling;

import com.penguinmails.jobs.trace.JobSpans;
import io.micrometer.tracing.Span;

/** The span of one delivery. Any thread may call. */
final class DeliveryTrace {

    private final JobSpans spans;
    private final Span span;

    DeliveryTrace(JobSpans spans, Span span) {
        this.spans = spans;
        this.span = span;
    }

    /** Runs the work under this span. */
    void run(Runnable work) {
        spans.within(span, work);
    }

    void event(String what) {
        span.event(what);
    }

    void failed(Throwable why) {
        span.error(why);
    }

    void end() {
        span.end();
    }
}
