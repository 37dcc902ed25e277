package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import java.util.List;

/** Like {@link JobHandler}, for kinds where many deliveries of one tenant are cheaper together. */
public interface BatchJobHandler {

    String kind();

    /**
     * Called once per tenant with its deliveries, that tenant in scope and no transaction. An exception means: try each of them again, alone, or all later when what is needed is away.
     *
     * @return a report for each delivery; one without a report is tried again
     */
    List<JobReport> handle(List<JobDelivery> deliveries);
}
