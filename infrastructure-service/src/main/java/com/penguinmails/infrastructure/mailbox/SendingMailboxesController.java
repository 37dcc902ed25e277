package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.contracts.infrastructure.SendingMailboxes;
import com.penguinmails.infrastructure.domain.DomainRegistry;
import com.penguinmails.infrastructure.mailserver.MailLogin;
import com.penguinmails.infrastructure.mailserver.MailProtocol;
import com.penguinmails.jobs.standing.TenantStandings;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.security.InternalEndpoint;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.web.Cursors;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.RestController;

/** What planner and worker ask for. */
@RestController
@InternalEndpoint
class SendingMailboxesController implements SendingMailboxes {

    /** Hosters count the sessions of one login; a handful is what all of them allow. */
    private static final int SMTP_CONNECTIONS = 4;

    private static final int MILLIS = 1_000;

    private final Mailboxes mailboxes;
    private final MailboxSecrets secrets;
    private final DomainRegistry domains;
    private final TenantStandings standings;

    SendingMailboxesController(
            Mailboxes mailboxes, MailboxSecrets secrets, DomainRegistry domains, TenantStandings standings) {
        this.mailboxes = mailboxes;
        this.secrets = secrets;
        this.domains = domains;
        this.standings = standings;
    }

    @Override
    public List<SendingMailbox> mailboxes() {
        return mailboxes.page(tenant().value(), Cursors.OLDEST, Limit.unlimited()).stream()
                .map(SendingMailboxesController::view)
                .toList();
    }

    @Override
    @InternalEndpoint("worker")
    public MailboxCredentials credentials(UUID mailboxId) {
        TenantId tenant = tenant();
        standings.requireActive();
        Mailbox mailbox = mailboxes.get(tenant, mailboxId);
        MailLogin smtp = secrets.open(tenant, mailboxId, MailProtocol.SMTP, mailbox.smtp());
        return new MailboxCredentials(
                mailboxId,
                mailbox.address(),
                smtp.host(),
                smtp.port(),
                smtp.security().text(),
                smtp.username(),
                smtp.password(),
                SMTP_CONNECTIONS,
                domains.signingKey(tenant, mailbox.domainId()));
    }

    private static SendingMailbox view(Mailbox mailbox) {
        return new SendingMailbox(
                mailbox.id(),
                mailbox.address(),
                mailbox.displayName(),
                new EmailAddress(mailbox.address()).domain(),
                mailbox.status().text(),
                mailbox.dailyLimit(),
                mailbox.minGapSeconds() * MILLIS);
    }

    private static TenantId tenant() {
        return TenantScope.find().orElseThrow(() -> Refusal.invalid("PM-Tenant", "is required here"));
    }
}
