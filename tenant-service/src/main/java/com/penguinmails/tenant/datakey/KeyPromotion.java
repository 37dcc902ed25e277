package com.penguinmails.tenant.datakey;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.jobs.NewJob;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The second step of a rotation, when every service knows the new key. */
@Component
class KeyPromotion implements JobHandler {

    private static final JobKind KIND = new JobKind("tenant.promote-data-key", "housekeeping", ServiceName.TENANT);

    private final KeyRotation rotation;

    KeyPromotion(KeyRotation rotation) {
        this.rotation = rotation;
    }

    static NewJob job(Instant at) {
        return NewJob.of(KIND, Map.of()).runAt(at);
    }

    @Override
    public String kind() {
        return KIND.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        rotation.finishIfDue();
        return JobReports.done(delivery);
    }
}
