package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobReport;

/**
 * Carries out one kind of job that this service owns; make it a bean.
 *
 * <p>A job may be delivered more than once, so the effect must be idempotent by job id.
 */
public interface JobHandler {

    /** The name of the kind, as in {@link com.penguinmails.contracts.jobs.JobKind#name}. */
    String kind();

    /**
     * Called with the delivery's tenant in scope, or with no tenant for a job that a {@link JobSchedule} made, and no transaction. An exception means: try again later.
     *
     * @return what should happen next, best made by {@link JobReports}
     */
    JobReport handle(JobDelivery delivery);

    /** For a job that carries nothing: it only says when to look. The work finds out by itself whether there is something to do. */
    static JobHandler of(JobKind kind, Runnable work) {
        return new JobHandler() {
            @Override
            public String kind() {
                return kind.name();
            }

            @Override
            public JobReport handle(JobDelivery delivery) {
                work.run();
                return JobReports.done(delivery);
            }
        };
    }
}
