package com.penguinmails.tenant.closure;

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

/** Closes a tenant whose thirty days are over. */
@Component
class ClosureEnd implements JobHandler {

    private static final JobKind KIND = new JobKind("tenant.close", "housekeeping", ServiceName.TENANT);

    private final Closure closure;

    ClosureEnd(Closure closure) {
        this.closure = closure;
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
        closure.closeIfDue();
        return JobReports.done(delivery);
    }
}
