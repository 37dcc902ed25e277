package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.mailserver.MailLogins;
import com.penguinmails.infrastructure.mailserver.MailProtocol;
import com.penguinmails.kernel.TenantId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tries the logins of a stored mailbox again; no transaction is open while mail servers take their time. */
@Component
class MailboxCheck {

    private final Mailboxes mailboxes;
    private final MailboxSecrets secrets;
    private final MailLogins logins;
    private final MailboxChanges changes;

    MailboxCheck(Mailboxes mailboxes, MailboxSecrets secrets, MailLogins logins, MailboxChanges changes) {
        this.mailboxes = mailboxes;
        this.secrets = secrets;
        this.logins = logins;
        this.changes = changes;
    }

    /** A server that does not let us in is a result here and no refusal. */
    MailboxView check(TenantId tenant, UUID id) {
        Mailbox mailbox = mailboxes.get(tenant, id);
        CheckResult result = CheckResult.of(logins.attempt(List.of(
                secrets.open(tenant, id, MailProtocol.SMTP, mailbox.smtp()),
                secrets.open(tenant, id, MailProtocol.IMAP, mailbox.imap()))));
        return changes.checked(tenant, id, result);
    }
}
