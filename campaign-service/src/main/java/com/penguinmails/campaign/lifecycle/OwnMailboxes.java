package com.penguinmails.campaign.lifecycle;

import com.penguinmails.contracts.infrastructure.SendingMailboxes;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which mailboxes a campaign may name: those of the tenant in scope, connected or not. */
@Component
class OwnMailboxes {

    private final SendingMailboxes mailboxes;

    OwnMailboxes(SendingMailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    /** Refuses an id of another tenant like one that never was. Asks another service, so not within a transaction that holds locks. */
    void require(@Nullable List<UUID> named) {
        if (named == null || named.isEmpty()) {
            return;
        }
        Set<UUID> own = mailboxes.mailboxes().stream().map(SendingMailbox::id).collect(Collectors.toSet());
        if (!own.containsAll(named)) {
            throw Refusal.invalid("mailboxIds", "there is no such mailbox");
        }
    }
}
