package com.penguinmails.queuer.operate;

import com.penguinmails.jobs.loop.Loop;
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
import com.penguinmails.queuer.claim.Dispatchers;
import com.penguinmails.queuer.control.GroupStops;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.WriteBack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** Takes the turns of a queuer and of a worker by hand, for the tests in which the loops stand still. */
@TestComponent
public class LentJob {

    private final QueueConnections connections;
    private final Dispatchers dispatchers;
    private final WriteBack writeBack;
    private final GroupStops stops;
    private final Ids ids;

    LentJob(QueueConnections connections, Dispatchers dispatchers, WriteBack writeBack, GroupStops stops, Ids ids) {
        this.connections = connections;
        this.dispatchers = dispatchers;
        this.writeBack = writeBack;
        this.stops = stops;
        this.ids = ids;
    }

    /** One queue with one worker. */
    public final class Turns {

        private final DispatchSide redis;
        private final QueueEpoch epoch;
        private final Loop.Turn dispatch;
        private final WorkSide worker;

        private Turns(String queue) {
            redis = connections.dispatch(queue);
            epoch = new QueueEpoch(redis, ids);
            dispatch = dispatchers.of(redis, epoch);
            worker = connections.work(queue, new Consumer("w", UUID.randomUUID()));
        }

        /** Leases what is due and pushes it. */
        public void dispatch() {
            try {
                dispatch.take();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        public List<Entry> fetch() {
            return ((Fetched.Entries) worker.fetch(epoch.current(), 100)).entries();
        }

        /** After the epoch is open, since that forgets who was there before. */
        public void beat() {
            epoch.current();
            worker.beat();
        }

        public void report(Lease lease, Outcome outcome, @Nullable Instant runAt) {
            worker.ack(List.of(
                    new Result(lease, outcome, runAt, Instant.now(), "w.1", "550 no such user jane@example.org")));
        }

        public void writeBack() {
            writeBack.turn(redis);
        }

        public void tellStops() {
            stops.settle();
            stops.tell(redis, epoch);
        }

        /** Leases, fetches, reports and writes back everything that is due. */
        public void run(Outcome outcome) {
            dispatch();
            fetch().forEach(entry -> report(entry.lease(), outcome, null));
            writeBack();
        }
    }

    public Turns of(String queue) {
        return new Turns(queue);
    }
}
