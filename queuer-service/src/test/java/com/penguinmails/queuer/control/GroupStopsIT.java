package com.penguinmails.queuer.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Consumer;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Fetched;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.jobs.redis.WorkSide;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.queuer.claim.Dispatchers;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.Settlement;
import com.penguinmails.queuer.settle.WriteBack;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@QueuerTest
class GroupStopsIT {

    private final GroupStops stops;
    private final Settlement settlement;
    private final WriteBack writeBack;
    private final Jobs jobs;
    private final String queue = Jobs.freshQueue();
    private final TenantId tenant = Jobs.tenant();
    private final UUID campaign = UUID.randomUUID();
    private final DispatchSide redis;
    private final QueueEpoch epoch;
    private final WorkSide worker;
    private final Loop.Turn dispatch;

    @Autowired
    GroupStopsIT(
            GroupStops stops,
            Settlement settlement,
            WriteBack writeBack,
            Dispatchers dispatchers,
            Jobs jobs,
            QueueConnections connections,
            Ids ids) {
        this.stops = stops;
        this.settlement = settlement;
        this.writeBack = writeBack;
        this.jobs = jobs;
        this.redis = connections.dispatch(queue);
        this.epoch = new QueueEpoch(redis, ids);
        this.worker = connections.work(queue, new Consumer("w", UUID.randomUUID()));
        this.dispatch = dispatchers.of(redis, epoch);
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void aPausedGroupIsHeldWhereverItsJobsAreAndRunsWhenItIsResumed() throws InterruptedException {
        add(3);
        dispatch.take();
        add(2);
        jobs.add(tenant, queue, 1);
        stop("paused");
        stops.tell(redis, epoch);
        dispatch.take();

        assertThat(fetch()).as("only the job of no group").hasSize(1);
        writeBack.turn(redis);
        assertThat(held()).isEqualTo(5);

        stop("resumed");
        stops.settle();
        stops.tell(redis, epoch);
        dispatch.take();
        assertThat(fetch()).hasSize(5).allMatch(entry -> entry.attempt() == 1);
        assertThat(jobs.list("select stop from queue.group_stops where group_id = '" + campaign + "'"))
                .isEmpty();
    }

    @Test
    void aCancelledGroupEndsWhereverItsJobsAre() throws InterruptedException {
        List<UUID> inRedis = add(2);
        dispatch.take();
        List<UUID> waiting =
                jobs.add(tenant, queue, 2, job -> job.group(campaign).uniqueKey("k" + UUID.randomUUID()));
        stop("cancelled");
        stops.settle();
        assertThat(jobs.count(queue, "cancelled")).as("at once").isEqualTo(2);
        assertThat(waiting)
                .allMatch(job -> jobs.show(job, "status, last_error").equals("cancelled|its group was cancelled"));
        assertThat(jobs.list("select unique_key from queue.job_unique where tenant_id = '" + tenant + "'"))
                .isEmpty();

        stops.tell(redis, epoch);
        assertThat(fetch()).isEmpty();
        writeBack.turn(redis);
        assertThat(inRedis).allMatch(job -> jobs.show(job, "status").equals("cancelled"));

        add(1);
        dispatch.take();
        assertThat(jobs.count(queue, "cancelled"))
                .as("one that comes too late, too")
                .isEqualTo(5);
    }

    @Test
    void whatHasBegunGoesOnAndIsStoppedWhenItComesBack() throws InterruptedException {
        UUID job = add(1).getFirst();
        dispatch.take();
        Lease begun = fetch().getFirst().lease();
        stop("paused");
        settlement.settle(List.of(new Result(begun, Outcome.RETRY, null, null, "w", "busy")));
        assertThat(held()).isEqualTo(1);
        assertThat(jobs.show(job, "status, held, attempt, last_error")).isEqualTo("queued|t|1|busy");
        stop("cancelled");
        stops.settle();
        assertThat(jobs.show(job, "status, last_error")).isEqualTo("cancelled|busy");
    }

    @Test
    void aRedisThatWasLostIsToldAgain() throws InterruptedException {
        add(1);
        dispatch.take();
        stop("paused");
        stops.tell(redis, epoch);
        jobs.forget(queue);
        epoch.doubt();
        stops.tell(redis, epoch);
        assertThat(jobs.list("select stop from queue.group_stops where group_id = '" + campaign + "'"))
                .containsExactly("paused");
        redis.push(epoch.current(), Long.MAX_VALUE, Band.NORMAL, 10, List.of(leasedEntry()));
        assertThat(fetch()).isEmpty();
    }

    private Entry leasedEntry() {
        String[] row = jobs.list("select id || ' ' || token from queue.job_leased where queue = '" + queue + "'")
                .getFirst()
                .split(" ");
        return new Entry(
                Band.NORMAL,
                new Lease(tenant, UUID.fromString(row[0]), UUID.fromString(row[1])),
                campaign,
                1,
                Duration.ofMinutes(1),
                "test.noop",
                "worker",
                "",
                "{}");
    }

    private List<UUID> add(int count) {
        return jobs.add(tenant, queue, count, job -> job.group(campaign));
    }

    private void stop(String stop) {
        jobs.sql("insert into queue.group_stops (tenant_id, group_id, stop) values ('" + tenant + "', '" + campaign
                + "', '" + stop + "') on conflict (tenant_id, group_id) do update set stop = excluded.stop");
    }

    private long held() {
        return Long.parseLong(jobs.list("select count(*)::text from queue.job_held where queue = '" + queue + "'")
                .getFirst());
    }

    private List<Entry> fetch() {
        return ((Fetched.Entries) worker.fetch(epoch.current(), 100)).entries();
    }
}
