package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.contracts.billing.SendingQuota;
import com.penguinmails.infrastructure.domain.DomainRegistry;
import com.penguinmails.infrastructure.mailserver.LoginOutcome;
import com.penguinmails.infrastructure.mailserver.MailLogins;
import com.penguinmails.infrastructure.mailserver.MailProtocol;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Everything about connecting a mailbox that takes time: asking for the quota, trying both logins, making keys. */
@Component
class MailboxConnector {

    private final Mailboxes mailboxes;
    private final SendingQuota quota;
    private final MailLogins logins;
    private final MailboxSecrets secrets;
    private final DomainRegistry domains;
    private final Ids ids;

    MailboxConnector(
            Mailboxes mailboxes,
            SendingQuota quota,
            MailLogins logins,
            MailboxSecrets secrets,
            DomainRegistry domains,
            Ids ids) {
        this.mailboxes = mailboxes;
        this.quota = quota;
        this.logins = logins;
        this.secrets = secrets;
        this.domains = domains;
        this.ids = ids;
    }

    /**
     * Prepares the mailbox outside any transaction, and refuses when it cannot be used. Empty when the tenant has this mailbox
     * already: then a repeated request wants its first answer, and its servers are not bothered again.
     */
    Optional<MailboxDraft> prepare(TenantId tenant, ConnectMailbox request) {
        EmailAddress address = EmailAddress.parse(request.address())
                .orElseThrow(() -> Refusal.invalid("address", "is not a mail address"));
        if (mailboxes.connected(tenant.value(), address.value())) {
            return Optional.empty();
        }
        int maxMailboxes = quota.quota().maxMailboxes();
        MailboxRegister.refuseBeyond(maxMailboxes, mailboxes.count(tenant.value()));
        tryLogins(request);
        UUID id = ids.next();
        return Optional.of(new MailboxDraft(
                tenant,
                id,
                address,
                secrets.seal(tenant, id, MailProtocol.SMTP, request.smtp()),
                secrets.seal(tenant, id, MailProtocol.IMAP, request.imap()),
                domains.draft(tenant, address.domain()),
                maxMailboxes));
    }

    private void tryLogins(ConnectMailbox request) {
        List<LoginOutcome> outcomes = logins.attempt(
                List.of(request.smtp().at(MailProtocol.SMTP), request.imap().at(MailProtocol.IMAP)));
        List<Refusal.Item> forbidden = outcomes.stream()
                .filter(LoginOutcome.NotAllowed.class::isInstance)
                .map(LoginOutcome.NotAllowed.class::cast)
                .map(not -> new Refusal.Item(not.field(), not.message()))
                .toList();
        if (!forbidden.isEmpty()) {
            throw Refusal.invalid(forbidden);
        }
        CheckResult result = CheckResult.of(outcomes);
        if (!result.well()) {
            throw Refusal.conflict(result.code(), result.detail());
        }
    }
}
