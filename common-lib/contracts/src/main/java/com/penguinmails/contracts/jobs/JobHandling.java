package com.penguinmails.contracts.jobs;

import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Every service that owns job kinds answers here; only the worker calls. */
public interface JobHandling {

    /**
     * Runs the deliveries, which may belong to several tenants, and reports on each.
     *
     * <p>A delivery without a report is tried again. The call is at-least-once, so a handler's effect must be idempotent by job id.
     */
    @PostExchange("/internal/jobs/{kind}")
    List<JobReport> handle(@PathVariable String kind, @RequestBody List<JobDelivery> deliveries);
}
