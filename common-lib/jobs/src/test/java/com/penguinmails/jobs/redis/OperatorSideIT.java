package com.penguinmails.jobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.kernel.TenantId;
import com.penguinmails.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorSideIT {

    private static final int DEEP = 10_000;
    private static final long EVER = Long.MAX_VALUE;

    private final String queue = "q-" + UUID.randomUUID();
    private final QueueConnections connections = QueueConnections.to(TestRedis.sharedUrl());
    private final DispatchSide dispatch = connections.dispatch(queue);
    private final OperatorSide operator = connections.operator(queue);
    private final Consumer consumer = new Consumer("one", UUID.randomUUID());
    private final WorkSide work = connections.work(queue, consumer);
    private final String epoch = dispatch.openEpoch(UUID.randomUUID());

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void aDrainReportsEveryWaitingEntryAsReturnedAndLeavesWhatIsInHands() {
        List<Entry> entries = entries(Band.NORMAL, 2_300);
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries);
        dispatch.push(epoch, EVER, Band.LOW, DEEP, entries(Band.LOW, 1));
        Entry held = fetch(1).getFirst();
        assertThat(operator.drain()).isEqualTo(2_300);
        assertThat(operator.drain()).isZero();
        assertThat(dispatch.depths().values()).containsOnly(0L);
        List<Result> results = dispatch.readAcks(DEEP).results();
        assertThat(results).hasSize(2_300).allMatch(result -> result.outcome() == Outcome.RETURNED);
        assertThat(results).extracting(Result::lease).doesNotContain(held.lease());
        assertThat(work.held()).containsExactly(held.lease());
    }

    @Test
    void aLeaseIsFoundWhereverItIs() {
        List<Entry> entries = entries(Band.HIGH, 450);
        dispatch.push(epoch, EVER, Band.HIGH, DEEP, entries);
        Lease last = entries.getLast().lease();
        assertThat(operator.find(last)).isEqualTo(new Whereabouts.InList(Band.HIGH, 449, 450));

        Lease first = fetch(1).getFirst().lease();
        assertThat(operator.find(first)).isInstanceOfSatisfying(Whereabouts.InHands.class, hands -> {
            assertThat(hands.consumer()).isEqualTo(consumer.toString());
            assertThat(hands.silent()).isLessThan(Duration.ofMinutes(1));
        });
        assertThat(operator.find(last)).isEqualTo(new Whereabouts.InList(Band.HIGH, 448, 449));

        work.ack(List.of(new Result(first, Outcome.DONE, null, null, consumer.toString(), "")));
        assertThat(operator.find(first)).isEqualTo(new Whereabouts.Acknowledged());
        assertThat(operator.find(new Lease(first.tenant(), first.job(), UUID.randomUUID())))
                .as("the same job, lent out another time")
                .isEqualTo(new Whereabouts.Nowhere());
    }

    @Test
    void aWorkerIsSeenUntilItLeaves() {
        assertThat(operator.workers()).isEmpty();
        work.beat();
        assertThat(operator.workers()).containsOnlyKeys(consumer.toString());
        work.leave();
        assertThat(operator.workers()).isEmpty();
    }

    @Test
    void aSingleCancelledLeaseIsNotHandedOut() {
        List<Entry> entries = entries(Band.NORMAL, 3);
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries);
        assertThat(dispatch.stop(epoch, Map.of(), Set.of(entries.get(1).lease())))
                .isTrue();
        assertThat(fetch(10)).containsExactly(entries.get(0), entries.get(2));
        assertThat(dispatch.readAcks(10).results())
                .extracting(Result::lease, Result::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(entries.get(1).lease(), Outcome.STOPPED));
    }

    private List<Entry> fetch(int count) {
        return ((Fetched.Entries) work.fetch(epoch, count)).entries();
    }

    private static List<Entry> entries(Band band, int count) {
        var tenant = new TenantId(UUID.randomUUID());
        return IntStream.range(0, count)
                .mapToObj(n -> new Entry(
                        band,
                        new Lease(tenant, UUID.randomUUID(), UUID.randomUUID()),
                        null,
                        1,
                        Duration.ofMinutes(1),
                        "test.noop",
                        "worker",
                        "",
                        "{}"))
                .toList();
    }
}
