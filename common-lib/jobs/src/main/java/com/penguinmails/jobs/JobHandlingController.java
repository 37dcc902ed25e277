package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.security.InternalEndpoint;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** Where the worker brings the jobs that this service owns. */
@RestController
@InternalEndpoint("worker")
class JobHandlingController implements JobHandling {

    private final JobDeliveries deliveries;

    JobHandlingController(JobDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public List<JobReport> handle(String kind, List<JobDelivery> batch) {
        return deliveries.handle(kind, batch);
    }
}
