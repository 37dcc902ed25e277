package com.penguinmails.worker.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.FakePlatform;
import com.penguinmails.worker.StartedWorker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the span that added a job to the one of the service that carries it out. */
class DeliveryTraceIT {

    private final Spans spans = new Spans();
    private final FakePlatform platform = FakePlatform.shared();
    private final StartedWorker worker =
            new StartedWorker(Map.of(), List.of(), List.of(SimpleSpanProcessor.create(spans)));
    private final TenantId tenant = new TenantId(UUID.randomUUID());

    @AfterEach
    void stop() {
        worker.close();
    }

    @Test
    void aDeliveryIsLinkedToItsProducersAndIsTheParentOfTheCall() {
        Dispatch dispatch = worker.dispatch("traced");
        List<Entry> entries = IntStream.rangeClosed(1, 3).mapToObj(this::job).toList();
        List<Lease> leases = dispatch.push(entries);
        leases.forEach(dispatch::await);

        List<SpanData> deliveries = spans.named("process traced", 1);
        assertThat(deliveries).allSatisfy(span -> {
            assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
            assertThat(span.getParentSpanContext().isValid()).isFalse();
            assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.system")))
                    .isEqualTo("penguinmails");
            assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.destination.name")))
                    .isEqualTo("traced");
            assertThat(span.getAttributes().get(AttributeKey.stringKey("messaging.operation.type")))
                    .isEqualTo("process");
            assertThat(span.getAttributes().get(AttributeKey.stringKey("penguinmails.job.kind")))
                    .isEqualTo("campaign.plan");
        });
        assertThat(deliveries.stream()
                        .flatMap(span -> span.getLinks().stream())
                        .map(link -> link.getSpanContext().getTraceId()))
                .containsExactlyInAnyOrder(trace(1), trace(2), trace(3));
        for (Lease lease : leases) {
            String[] header = platform.traceparentOf(lease.job()).split("-", -1);
            SpanData call = spans.withId(header[2]);
            SpanData delivery = spans.withId(call.getParentSpanId());
            assertThat(delivery.getName()).isEqualTo("process traced");
            assertThat(header[1]).isEqualTo(delivery.getTraceId());
        }
    }

    @Test
    void aMailThatIsSentOnAnotherThreadStaysInItsTrace() {
        Dispatch dispatch = worker.dispatch(Sending.SEND.queue());
        String payload = "{\"messageId\":\"" + UUID.randomUUID() + "\"}";
        Entry entry = Dispatch.traced(
                Dispatch.entry(tenant, UUID.randomUUID(), Sending.SEND.name(), "worker", payload), traceparent(7));
        dispatch.await(dispatch.push(List.of(entry)).getFirst());

        SpanData delivery = spans.named("process " + Sending.SEND.queue(), 1).getFirst();
        assertThat(delivery.getLinks())
                .singleElement()
                .satisfies(
                        link -> assertThat(link.getSpanContext().getTraceId()).isEqualTo(trace(7)));
        assertThat(delivery.getAttributes().get(AttributeKey.stringKey("messaging.message.id")))
                .isEqualTo(entry.lease().job().toString());
        assertThat(spans.all).anyMatch(span -> span.getParentSpanId().equals(delivery.getSpanId()));
    }

    private Entry job(int producer) {
        UUID job = UUID.randomUUID();
        platform.handle(job, delivery -> new JobReport(delivery.id(), Next.DONE, null, null));
        return Dispatch.traced(Dispatch.entry(tenant, job, "campaign.plan", "campaign", "{}"), traceparent(producer));
    }

    private static String traceparent(int producer) {
        return "00-" + trace(producer) + "-00000000000000ff-01";
    }

    private static String trace(int producer) {
        return "%032x".formatted(producer);
    }

    /** Keeps finished spans. */
    private static final class Spans implements SpanExporter {

        private final List<SpanData> all = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            all.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        List<SpanData> named(String name, int atLeast) {
            await().until(() -> find(name).size() >= atLeast);
            return find(name);
        }

        private List<SpanData> find(String name) {
            return all.stream().filter(span -> span.getName().equals(name)).toList();
        }

        SpanData withId(String id) {
            await().until(() -> all.stream().anyMatch(span -> span.getSpanId().equals(id)));
            return all.stream()
                    .filter(span -> span.getSpanId().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
