package com.penguinmails.tenant.invitation;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.user.PlatformMails;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobPayloads;
import com.penguinmails.jobs.JobReports;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenant.membership.Roles;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends the mail of an invitation. The link is made here, so that no secret lies in the queue. */
@Component
class InvitationMail implements JobHandler {

    private static final JobKind KIND = new JobKind("tenant.send-invitation", "notifications", ServiceName.TENANT);

    private final InvitationTable table;
    private final Roles roles;
    private final InvitationText text;
    private final PlatformMails mails;
    private final JobPayloads payloads;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    InvitationMail(
            InvitationTable table,
            Roles roles,
            InvitationText text,
            PlatformMails mails,
            JobPayloads payloads,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.roles = roles;
        this.text = text;
        this.mails = mails;
        this.payloads = payloads;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Payload(UUID invitationId) {}

    static NewJob job(UUID invitationId) {
        return NewJob.of(KIND, new Payload(invitationId)).priority(NewJob.HIGH);
    }

    @Override
    public String kind() {
        return KIND.name();
    }

    @Override
    public JobReport handle(JobDelivery delivery) {
        UUID id = payloads.read(delivery, Payload.class).invitationId();
        Optional<PlatformMails.Mail> due = transaction.execute(status -> compose(delivery.id(), id));
        if (due.isEmpty()) {
            return JobReports.done(delivery);
        }
        try {
            mails.send(due.get());
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.CONFLICT) {
                return JobReports.discard(delivery, refused.publicDetail());
            }
            throw refused;
        }
        // A crash in between means a second mail, whose link is the one that works.
        transaction.executeWithoutResult(status -> table.mailed(delivery.id(), id, clock.instant()));
        return JobReports.done(delivery);
    }

    private Optional<PlatformMails.Mail> compose(UUID jobId, UUID id) {
        if (table.wasMailedBy(jobId, id)) {
            return Optional.empty();
        }
        return table.find(id, clock.instant())
                .filter(invitation ->
                        invitation.isPending() || invitation.status().equals("expired"))
                .map(invitation -> {
                    var token = InvitationToken.make(TenantScope.current(), random);
                    table.renew(id, token, clock.instant().plus(Invitations.LIFE));
                    return text.of(invitation, tenantName(), roles.get(invitation.role()), token);
                });
    }

    private String tenantName() {
        return jdbc.sql("select name from tenants where tenant_id = ?")
                .param(TenantScope.current().value())
                .query(String.class)
                .single();
    }
}
