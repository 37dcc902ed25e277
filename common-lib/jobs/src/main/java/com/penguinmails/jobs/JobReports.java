package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import java.time.Instant;

/** The answers a handler can give. */
public final class JobReports {

    private JobReports() {}

    public static JobReport done(JobDelivery delivery) {
        return new JobReport(delivery.id(), Next.DONE, null, null);
    }

    /** Failed; again after the usual back-off, unless the attempts are spent. */
    public static JobReport retry(JobDelivery delivery, String reason) {
        return new JobReport(delivery.id(), Next.RETRY, null, reason);
    }

    /** Failed; again at {@code runAt}, unless the attempts are spent. */
    public static JobReport retryAt(JobDelivery delivery, Instant runAt, String reason) {
        return new JobReport(delivery.id(), Next.RETRY, runAt, reason);
    }

    /** Nothing failed, but not now: again at {@code runAt}, without spending an attempt. */
    public static JobReport snooze(JobDelivery delivery, Instant runAt, String reason) {
        return new JobReport(delivery.id(), Next.SNOOZE, runAt, reason);
    }

    /** Can never succeed: the job is set aside as failed, where operators see it. */
    public static JobReport discard(JobDelivery delivery, String reason) {
        return new JobReport(delivery.id(), Next.DISCARD, null, reason);
    }
}
