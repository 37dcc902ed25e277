package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.queuer.QueuerProperties;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.Settlement;
import com.penguinmails.queuer.sweep.Sweeps;
import org.springframework.stereotype.Component;

/** Makes the dispatch of a queue. */
@Component
public class Dispatchers {

    private final Claims claims;
    private final Settlement settlement;
    private final Sweeps sweeps;
    private final QueuerProperties properties;
    private final DispatchMetrics metrics;

    Dispatchers(
            Claims claims, Settlement settlement, Sweeps sweeps, QueuerProperties properties, DispatchMetrics metrics) {
        this.claims = claims;
        this.settlement = settlement;
        this.sweeps = sweeps;
        this.properties = properties;
        this.metrics = metrics;
    }

    /** One turn leases and pushes once. */
    public Loop.Turn of(DispatchSide redis, QueueEpoch epochs) {
        var rounds = new Rounds(redis.queue(), sweeps, System::nanoTime);
        return new Dispatcher(redis, epochs, rounds, claims, settlement, properties, metrics);
    }
}
