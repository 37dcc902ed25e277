package com.penguinmails.worker.handling;

import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.trace.JobSpans;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.List;

/** A consumer span for each delivery, linked to those who added its jobs, named as OpenTelemetry's conventions for messaging ask. */
final class DeliveryTraces {

    private final JobSpans spans;

    DeliveryTraces(Tracer tracer) {
        this.spans = new JobSpans(tracer);
    }

    DeliveryTrace start(String queue, List<Entry> entries) {
        Span span = spans.linkedTo(entries.stream().map(Entry::traceparent).toList())
                .name("process " + queue)
                .kind(Span.Kind.CONSUMER)
                .tag("messaging.system", "penguinmails")
                .tag("messaging.destination.name", queue)
                .tag("messaging.operation.type", "process")
                .tag("messaging.operation.name", "process")
                .tag("penguinmails.job.kind", entries.getFirst().kind())
                .start();
        if (entries.size() == 1) {
            span.tag("messaging.message.id", entries.getFirst().lease().job().toString());
        } else {
            span.tag("messaging.batch.message_count", entries.size());
        }
        return new DeliveryTrace(spans, span);
    }
}
