package com.penguinmails.worker.handling;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final List<String> ended = new ArrayList<>();
    private final Entry one = entry();
    private final Entry two = entry();
    private final Batch batch = new Batch(
            "queue",
            List.of(one, two),
            () -> true,
            (entry, ending) -> ended.add(entry.kind() + " " + ending.reason()),
            new DeliveryTraces(Tracer.NOOP).start("queue", List.of(one, two)));

    @Test
    void onlyTheFirstWordOnAnEntryCounts() throws InterruptedException {
        batch.report(one, Ending.retry("first"));
        batch.report(one, Ending.DONE);
        assertThat(batch.awaitAll(Duration.ofMillis(1))).isFalse();
        batch.reportRest(Ending.retry("rest"));
        batch.reportRest(Ending.retry("again"));
        assertThat(batch.awaitAll(Duration.ofMillis(1))).isTrue();
        assertThat(ended).containsExactly(one.kind() + " first", two.kind() + " rest");
    }

    @Test
    void aStrangersEntryIsNotReported() {
        batch.report(entry(), Ending.DONE);
        assertThat(ended).isEmpty();
    }

    @Test
    void whatIsWithdrawnIsReportedByTheTakerAlone() throws InterruptedException {
        batch.report(one, Ending.retry("first"));
        assertThat(batch.withdraw()).containsExactly(two);
        assertThat(batch.withdraw()).isEmpty();
        batch.awaitAll();
        batch.report(two, Ending.DONE);
        batch.ended(two, Ending.retry("alone"));
        assertThat(ended).containsExactly(one.kind() + " first", two.kind() + " alone");
    }

    private static Entry entry() {
        return new Entry(
                Band.NORMAL,
                new Lease(new TenantId(UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID()),
                null,
                1,
                java.time.Duration.ofMinutes(1),
                "kind." + UUID.randomUUID(),
                "worker",
                "",
                "{}");
    }
}
