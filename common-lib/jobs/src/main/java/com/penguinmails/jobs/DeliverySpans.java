package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import java.util.List;

/** Traces the handling of deliveries, where traces are kept. */
@FunctionalInterface
interface DeliverySpans {

    DeliverySpans NONE = (kind, deliveries, work) -> work.run();

    /** Runs the work, which must not throw, in a span linked to those who added the jobs. */
    void within(String kind, List<JobDelivery> deliveries, Runnable work);
}
