package com.penguinmails.benchmarks.ours;

import com.penguinmails.benchmarks.system.NoOpJob;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.worker.handling.Ending;
import com.penguinmails.worker.handling.LocalHandler;
import com.penguinmails.worker.handling.Work;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Reads the payload and counts. A negative number marks a job of a latency run: -1 is its first. */
final class NoOpHandler implements LocalHandler {

    private final JsonMapper json;
    private final Tally tally;
    private final Clock clock;

    NoOpHandler(JsonMapper json, Tally tally, Clock clock) {
        this.json = json;
        this.tally = tally;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return Jobs.KIND.name();
    }

    @Override
    public void handle(Work work) {
        for (Entry entry : work.entries()) {
            NoOpJob job = json.readValue(entry.payload(), NoOpJob.class);
            if (job.n() < 0) {
                tally.note(-1 - job.n(), micros(clock.instant()));
            }
            tally.add(1);
            work.report(entry, Ending.DONE);
        }
    }

    static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }
}
