package com.penguinmails.queuer.audit;

import com.penguinmails.jobs.loop.Loop;
import com.penguinmails.jobs.redis.DispatchSide;
import com.penguinmails.queuer.QueuerProperties;
import com.penguinmails.queuer.epoch.QueueEpoch;
import com.penguinmails.queuer.settle.Settlement;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Makes the audit of a queue. */
@Component
public class Audits {

    private final LentJobs lentJobs;
    private final Settlement settlement;
    private final QueuerProperties properties;
    private final MeterRegistry meters;

    Audits(LentJobs lentJobs, Settlement settlement, QueuerProperties properties, MeterRegistry meters) {
        this.lentJobs = lentJobs;
        this.settlement = settlement;
        this.properties = properties;
        this.meters = meters;
    }

    /** One turn is one audit. */
    public Loop.Turn of(DispatchSide redis, QueueEpoch epochs) {
        var auditor =
                new Auditor(redis, epochs, lentJobs, settlement, new SilentWorkers(properties.workerSilence()), meters);
        return () -> {
            auditor.audit();
            return properties.auditEvery();
        };
    }
}
