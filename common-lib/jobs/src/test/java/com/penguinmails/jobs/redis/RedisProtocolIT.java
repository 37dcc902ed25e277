package com.penguinmails.jobs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.kernel.TenantId;
import com.penguinmails.testkit.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisProtocolIT {

    private static final int DEEP = 10_000;
    private static final long EVER = Long.MAX_VALUE;

    private final String queue = "q-" + UUID.randomUUID();
    private final QueueConnections connections = QueueConnections.to(TestRedis.sharedUrl());
    private final DispatchSide dispatch = connections.dispatch(queue);
    private final WorkSide work = worker("one");
    private final String epoch = dispatch.openEpoch(UUID.randomUUID());

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void whatIsPushedIsFetchedOnceInOrder() {
        List<Entry> entries = entries(Band.NORMAL, 5);
        assertThat(dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries)).isEqualTo(5);
        assertThat(fetch(work, 3)).containsExactlyElementsOf(entries.subList(0, 3));
        assertThat(fetch(worker("two"), 3)).containsExactlyElementsOf(entries.subList(3, 5));
        assertThat(fetch(work, 3)).isEmpty();
    }

    @Test
    void aListNeverGrowsPastItsBound() {
        assertThat(dispatch.push(epoch, EVER, Band.LOW, 1_500, entries(Band.LOW, 1_200)))
                .isEqualTo(1_200);
        assertThat(dispatch.push(epoch, EVER, Band.LOW, 1_500, entries(Band.LOW, 1_200)))
                .isEqualTo(300);
        assertThat(dispatch.push(epoch, EVER, Band.LOW, 1_500, entries(Band.LOW, 1)))
                .isZero();
        assertThat(dispatch.depths())
                .containsExactly(Map.entry(Band.HIGH, 0L), Map.entry(Band.NORMAL, 0L), Map.entry(Band.LOW, 1_500L));
    }

    @Test
    void lowIsServedATwelfthHoweverSmallTheFetches() {
        for (Band band : Band.values()) {
            dispatch.push(epoch, EVER, band, DEEP, entries(band, 300));
        }
        var served = new ArrayList<Band>();
        for (int i = 0; i < 48; i++) {
            fetch(work, 5).forEach(entry -> served.add(entry.band()));
        }
        assertThat(served).hasSize(240);
        assertThat(served.stream().filter(band -> band == Band.HIGH)).hasSize(160);
        assertThat(served.stream().filter(band -> band == Band.NORMAL)).hasSize(60);
        assertThat(served.stream().filter(band -> band == Band.LOW)).hasSize(20);
    }

    @Test
    void anEmptyListLeavesItsShareToTheOthers() {
        dispatch.push(epoch, EVER, Band.LOW, DEEP, entries(Band.LOW, 50));
        assertThat(fetch(work, 40)).hasSize(40);
    }

    @Test
    void whatWasNotBegunGoesBackToTheHeadInOrder() {
        List<Entry> entries = entries(Band.HIGH, 6);
        dispatch.push(epoch, EVER, Band.HIGH, DEEP, entries);
        List<Entry> fetched = fetch(work, 4);
        work.giveBack(fetched.subList(1, 4));
        work.giveBack(fetched.subList(1, 4));
        assertThat(work.held()).containsExactly(fetched.getFirst().lease());
        assertThat(fetch(worker("two"), 10)).containsExactlyElementsOf(entries.subList(1, 6));
    }

    @Test
    void resultsStayUntilTheyAreTrimmedAndAreTrimmedOnce() {
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 3));
        List<Result> results =
                fetch(work, 3).stream().map(RedisProtocolIT::done).toList();
        work.ack(results.subList(0, 2));
        Acks first = dispatch.readAcks(10);
        Acks again = dispatch.readAcks(10);
        assertThat(first.results()).containsExactlyElementsOf(results.subList(0, 2));
        assertThat(again).isEqualTo(first);

        work.ack(results.subList(2, 3));
        dispatch.trim(first);
        dispatch.trim(again);
        assertThat(dispatch.readAcks(10).results())
                .as("the second trim came from somebody who had read the same results")
                .containsExactly(results.get(2));
    }

    @Test
    void aDeadConsumersEntriesAreReportedCrashed() {
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 2));
        List<Entry> entries = fetch(work, 2);
        Census census = dispatch.census().orElseThrow();
        assertThat(census.held()).hasSize(2);
        var consumer = census.heartbeats().entrySet().iterator().next();

        assertThat(dispatch.reap(consumer.getKey(), consumer.getValue() - 1))
                .as("judged by a heartbeat that is not its last")
                .isZero();
        assertThat(dispatch.reap(consumer.getKey(), consumer.getValue())).isEqualTo(2);
        assertThat(dispatch.readAcks(10).results())
                .extracting(Result::lease, Result::outcome)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(entries.get(0).lease(), Outcome.CRASHED),
                        org.assertj.core.groups.Tuple.tuple(entries.get(1).lease(), Outcome.CRASHED));
        assertThat(dispatch.census().orElseThrow().held()).isEmpty();
    }

    @Test
    void whatRunsAloneIsFetchedOneAtATimeAndIsToBlameForTheDeath() {
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 2));
        List<Entry> suspects = entries(Band.NORMAL, 2).stream()
                .map(entry -> new Entry(
                        entry.band(),
                        true,
                        entry.lease(),
                        null,
                        3,
                        entry.timeout(),
                        entry.kind(),
                        entry.handler(),
                        "",
                        entry.payload()))
                .toList();
        assertThat(dispatch.pushAlone(epoch, EVER, suspects)).isEqualTo(2);
        List<Entry> fetched = fetch(work, 4);
        assertThat(fetched).hasSize(3).contains(suspects.getFirst()).doesNotContain(suspects.getLast());
        assertThat(dispatch.census().orElseThrow().waiting())
                .containsExactly(suspects.getLast().lease());
        work.giveBack(List.of(suspects.getFirst()));
        assertThat(fetch(work, 4)).as("it is the first again").containsExactly(suspects.getFirst());

        Census census = dispatch.census().orElseThrow();
        var consumer = census.heartbeats().entrySet().iterator().next();
        assertThat(dispatch.reap(consumer.getKey(), consumer.getValue())).isEqualTo(3);
        assertThat(dispatch.readAcks(10).results())
                .allMatch(result -> result.outcome()
                        == (result.lease().equals(suspects.getFirst().lease()) ? Outcome.CRASHED : Outcome.RETURNED));
        assertThat(fetch(worker("two"), 4)).containsExactly(suspects.getLast());
    }

    @Test
    void aBlockIsLetGoOfOnceItIsClosed() {
        Entry block = Entry.block(UUID.randomUUID(), entries(Band.NORMAL, 1));
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, List.of(block));
        assertThat(fetch(work, 1)).containsExactly(block);
        assertThat(work.held()).containsExactly(block.lease());
        work.close(block.lease());
        assertThat(work.held()).isEmpty();
    }

    @Test
    void aRestartedWorkerReportsWhatItsEarlierRunHeld() {
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 2));
        fetch(work, 1);
        var other = worker("other");
        fetch(other, 1);
        var restarted = worker("one");
        restarted.beat();
        restarted.reapEarlierRuns();
        assertThat(dispatch.readAcks(10).results()).hasSize(1);
        assertThat(other.held()).hasSize(1);
    }

    @Test
    void afterALossNothingIsPushedOrFetchedUnderTheOldEpochAndWhatIsHeldIsRegisteredAgain() {
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 3));
        List<Entry> held = fetch(work, 2);
        forget();

        assertThat(dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 1)))
                .isZero();
        assertThat(work.fetch(epoch, 5)).isEqualTo(new Fetched.EpochChanged(""));
        String next = dispatch.openEpoch(UUID.randomUUID());
        assertThat(next).isNotEqualTo(epoch);
        dispatch.push(next, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 1));
        assertThat(work.fetch(epoch, 5)).isEqualTo(new Fetched.EpochChanged(next));
        assertThat(dispatch.depths()).as("nothing was taken").containsEntry(Band.NORMAL, 1L);
        assertThat(work.isOfThisRun(next)).isTrue();
        assertThat(work.register(epoch, leases(held))).isFalse();
        assertThat(work.register(next, leases(held))).isTrue();
        assertThat(dispatch.census().orElseThrow().held()).containsExactlyInAnyOrderElementsOf(leases(held));
    }

    @Test
    void aPushThatHungInTheWireUntilItIsTooLateBringsNothing() {
        assertThat(dispatch.push(epoch, dispatch.timeMillis() - 1, Band.NORMAL, DEEP, entries(Band.NORMAL, 2)))
                .isZero();
        assertThat(dispatch.pushAlone(epoch, dispatch.timeMillis() - 1, entries(Band.NORMAL, 1)))
                .isZero();
        assertThat(fetch(work, 5)).isEmpty();
        assertThat(dispatch.push(epoch, dispatch.timeMillis() + 60_000, Band.NORMAL, DEEP, entries(Band.NORMAL, 2)))
                .isEqualTo(2);
    }

    @Test
    void trimmingAfterALossRemovesNothing() {
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 1));
        work.ack(fetch(work, 1).stream().map(RedisProtocolIT::done).toList());
        Acks before = dispatch.readAcks(10);
        forget();
        String next = dispatch.openEpoch(UUID.randomUUID());
        dispatch.push(next, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 1));
        var entries = (Fetched.Entries) work.fetch(next, 1);
        work.ack(entries.entries().stream().map(RedisProtocolIT::done).toList());
        dispatch.trim(before);
        assertThat(dispatch.readAcks(10).results()).hasSize(1);
    }

    @Test
    void aRedisThatComesBackWithOldDataStartsEmptyUnderANewEpoch() {
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 3));
        fetch(work, 1);
        // What a restart from a backup leaves: the keys of then, under another run id.
        connections.commands().set("queue:{" + queue + "}:epoch", "0123:" + UUID.randomUUID() + ":1");
        String next = dispatch.openEpoch(UUID.randomUUID());
        assertThat(work.isOfThisRun("0123:x:1")).isFalse();
        assertThat(work.isOfThisRun(next)).isTrue();
        assertThat(dispatch.depths().values()).containsOnly(0L);
        assertThat(work.held()).isEmpty();
    }

    @Test
    void theCensusSeesEveryPlace() {
        dispatch.push(epoch, EVER, Band.NORMAL, DEEP, entries(Band.NORMAL, 4));
        List<Entry> held = fetch(work, 2);
        work.ack(List.of(done(held.getFirst())));
        Census census = dispatch.census().orElseThrow();
        assertThat(census.epoch()).isEqualTo(epoch);
        assertThat(census.epochAgeMillis()).isBetween(0L, 60_000L);
        assertThat(census.waiting()).hasSize(2);
        assertThat(census.held()).containsExactly(held.get(1).lease());
        assertThat(census.acknowledged()).containsExactly(held.getFirst().lease());
    }

    private static List<Lease> leases(List<Entry> entries) {
        return entries.stream().map(Entry::lease).toList();
    }

    private WorkSide worker(String id) {
        return connections.work(queue, new Consumer(id, UUID.randomUUID()));
    }

    private List<Entry> fetch(WorkSide worker, int count) {
        return ((Fetched.Entries) worker.fetch(epoch, count)).entries();
    }

    private void forget() {
        var keys = connections.commands().keys("queue:{" + queue + "}*");
        connections.commands().del(keys.toArray(String[]::new));
    }

    private static List<Entry> entries(Band band, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Entry(
                        band,
                        new Lease(new TenantId(UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID()),
                        null,
                        1,
                        Duration.ofMinutes(1),
                        "test.echo",
                        "worker",
                        "",
                        "{\"n\":" + n + "}"))
                .toList();
    }

    private static Result done(Entry entry) {
        return new Result(entry.lease(), Outcome.DONE, null, null, "w", "");
    }
}
