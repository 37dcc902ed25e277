package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.jobs.trace.JobSpans;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;

/** A span for each call of the worker: a child of the worker's delivery, linked to all producers of its jobs. */
final class TracedDeliveries implements DeliverySpans {

    private final ObjectProvider<Tracer> tracers;

    TracedDeliveries(ObjectProvider<Tracer> tracers) {
        this.tracers = tracers;
    }

    @Override
    public void within(String kind, List<JobDelivery> deliveries, Runnable work) {
        var spans = new JobSpans(tracers.getIfAvailable(() -> Tracer.NOOP));
        Span span = spans.linkedTo(deliveries.stream()
                        .map(delivery -> Objects.requireNonNullElse(delivery.traceparent(), ""))
                        .toList())
                .name("handle " + kind)
                .tag("penguinmails.job.kind", kind)
                .tag("messaging.batch.message_count", deliveries.size())
                .start();
        try {
            spans.within(span, work);
        } finally {
            span.end();
        }
    }
}
