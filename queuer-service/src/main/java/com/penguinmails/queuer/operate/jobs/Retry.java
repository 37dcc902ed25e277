package com.penguinmails.queuer.operate.jobs;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import com.penguinmails.queuer.operate.listing.JobRecords;
import com.penguinmails.queuer.operate.listing.JobView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Runs one finished job again. */
@Component
class Retry {

    /** Whose effect cannot be taken back, and which is therefore never repeated to be safe. */
    private static final String MAIL = "email.send";

    private final JdbcClient jdbc;
    private final JobRecords records;
    private final Revival revival;
    private final ActBook book;
    private final JobEffects effects;
    private final Clock clock;

    Retry(JdbcClient jdbc, JobRecords records, Revival revival, ActBook book, JobEffects effects, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.revival = revival;
        this.book = book;
        this.effects = effects;
        this.clock = clock;
    }

    /** @param acceptDuplicate the operator knows that the effect of an uncertain job may happen twice */
    @Transactional
    public JobView retry(UUID operator, UUID job, @Nullable UUID tenant, String reason, boolean acceptDuplicate) {
        JobView before = records.view(job, tenant, true);
        check(before, acceptDuplicate);
        lock(before);
        List<UUID> revived = revival.revive(List.of(new Revival.Revived(before.tenantId(), job, clock.instant())));
        if (revived.isEmpty()) {
            throw Refusal.conflict(
                    "unique-job-exists",
                    "An unfinished job of this tenant and kind has the same unique key; cancel it first, or let it do the work.");
        }
        JobView after = records.view(job, before.tenantId(), true);
        book.write(new Act(
                ActKind.RETRY_JOB,
                operator,
                Target.job(job),
                reason,
                Map.of("status", before.status(), "attempt", before.attempt(), "crashes", before.crashes()),
                Map.of("status", after.status(), "acceptDuplicate", acceptDuplicate)));
        effects.readyAgain(List.of(after.queue()));
        return after;
    }

    private void check(JobView job, boolean acceptDuplicate) {
        switch (job.status()) {
            case "failed", "cancelled" -> {}
            case "uncertain" -> checkUncertain(job, acceptDuplicate);
            case "completed" ->
                throw Refusal.conflict(
                        "job-not-retryable", "The job is completed; what it does is done. Add a new one.");
            default ->
                throw Refusal.conflict(
                        "job-not-retryable", "The job is " + job.status() + ", so it is going to run anyway.");
        }
        if (job.deadline() != null && !job.deadline().isAfter(clock.instant())) {
            throw Refusal.conflict(
                    "job-deadline-passed",
                    "The job was pointless from " + job.deadline()
                            + " on and would fail at once; its owner has to add a new one.");
        }
        if (job.groupId() != null && isGroupCancelled(job)) {
            throw Refusal.conflict(
                    "group-cancelled",
                    "The group of the job was cancelled, for good; the job would be cancelled again.");
        }
    }

    private static void checkUncertain(JobView job, boolean acceptDuplicate) {
        if (job.kind().equals(MAIL)) {
            throw Refusal.conflict(
                    "mail-never-repeated",
                    "The mail may have been delivered, so it is not sent again. Look at the mail server's log; to be sent once more it takes a new message.");
        }
        if (!acceptDuplicate) {
            throw Refusal.conflict(
                    "job-uncertain",
                    "The effect of the job may have happened. To run it again although it may then happen twice, send \"acceptDuplicate\": true.");
        }
    }

    private boolean isGroupCancelled(JobView job) {
        return jdbc.sql(
                        "select true from group_stops where tenant_id = :tenant and group_id = :group and stop = 'cancelled'")
                .param("tenant", job.tenantId())
                .param("group", job.groupId())
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /** Two operators with the same idea: the second one waits, and then finds the job revived. */
    private void lock(JobView job) {
        boolean finished = jdbc.sql(
                        "select true from job_finished where tenant_id = :tenant and id = :id and status = :status for update")
                .param("tenant", job.tenantId())
                .param("id", job.id())
                .param("status", job.status())
                .query(Boolean.class)
                .optional()
                .isPresent();
        if (!finished) {
            throw Refusal.conflict("changed-meanwhile", "Somebody else has changed the job; read it again.");
        }
    }
}
