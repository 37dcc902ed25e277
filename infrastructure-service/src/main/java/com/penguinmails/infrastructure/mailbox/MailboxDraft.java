package com.penguinmails.infrastructure.mailbox;

import com.penguinmails.infrastructure.domain.DomainDraft;
import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.TenantId;
import java.util.UUID;

/**
 * A mailbox that is ready to be stored.
 *
 * @param maxMailboxes what the plan allows; negative for any number
 */
record MailboxDraft(
        TenantId tenant,
        UUID id,
        EmailAddress address,
        ServerAccess smtp,
        ServerAccess imap,
        DomainDraft domain,
        int maxMailboxes) {}
