package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes to a mailbox that is connected. */
@Component
@Transactional
class MailboxChanges {

    private final Mailboxes mailboxes;
    private final AuditedActs acts;
    private final Clock clock;

    MailboxChanges(Mailboxes mailboxes, AuditedActs acts, Clock clock) {
        this.mailboxes = mailboxes;
        this.acts = acts;
        this.clock = clock;
    }

    MailboxView change(TenantId tenant, UUID id, ChangeMailbox change) {
        Mailbox mailbox = mailboxes.get(tenant, id);
        if (change.displayName() != null) {
            mailbox.rename(change.displayName());
        }
        mailbox.limit(
                change.dailyLimit() == null ? mailbox.dailyLimit() : change.dailyLimit(),
                change.minGapSeconds() == null ? mailbox.minGapSeconds() : change.minGapSeconds());
        if ("disabled".equals(change.status())) {
            mailbox.disable();
        } else if ("enabled".equals(change.status())) {
            mailbox.enable();
        }
        // The name it shows is about a person, so it is not told.
        acts.record(
                "mailbox.changed",
                "mailbox",
                id,
                Map.of(
                        "status",
                        mailbox.status().text(),
                        "dailyLimit",
                        Integer.toString(mailbox.dailyLimit()),
                        "minGapSeconds",
                        Integer.toString(mailbox.minGapSeconds())));
        return MailboxView.of(mailbox);
    }

    MailboxView checked(TenantId tenant, UUID id, CheckResult result) {
        Mailbox mailbox = mailboxes.get(tenant, id);
        mailbox.checked(result, clock.instant());
        return MailboxView.of(mailbox);
    }

    /** Its secrets go with it. The domain stays: its DKIM record is published, and mails signed with it are on their way. */
    void remove(TenantId tenant, UUID id) {
        mailboxes.delete(mailboxes.get(tenant, id));
        acts.record("mailbox.deleted", "mailbox", id);
    }
}
