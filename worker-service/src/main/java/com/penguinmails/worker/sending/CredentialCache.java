package com.penguinmails.worker.sending;

import com.penguinmails.contracts.infrastructure.SendingMailboxes;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.MailboxCredentials;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Credentials of mailboxes, in memory only and for at most five minutes. */
final class CredentialCache {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final SendingMailboxes mailboxes;
    private final Clock clock;
    private final Map<Key, Cached> cache = new ConcurrentHashMap<>();

    CredentialCache(SendingMailboxes mailboxes, Clock clock) {
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    private record Key(TenantId tenant, UUID mailbox) {}

    private record Cached(MailboxCredentials credentials, Instant until) {}

    /** Asks infrastructure-service when nothing fresh is known; its refusals pass through. */
    MailboxCredentials get(TenantId tenant, UUID mailbox) {
        var key = new Key(tenant, mailbox);
        // Within compute: a burst of mails for one mailbox asks once.
        return cache.compute(
                        key,
                        (same, known) -> known != null && clock.instant().isBefore(known.until())
                                ? known
                                : new Cached(
                                        ask(tenant, mailbox), clock.instant().plus(KEPT)))
                .credentials();
    }

    /** They were refused: the next {@link #get} asks again, unless somebody else has already brought others. */
    void evict(TenantId tenant, MailboxCredentials refused) {
        cache.computeIfPresent(
                new Key(tenant, refused.id()),
                (key, known) -> known.credentials().equals(refused) ? null : known);
    }

    void dropOld() {
        cache.values().removeIf(cached -> !clock.instant().isBefore(cached.until()));
    }

    private MailboxCredentials ask(TenantId tenant, UUID mailbox) {
        return TenantScope.<MailboxCredentials, RuntimeException>call(tenant, () -> mailboxes.credentials(mailbox));
    }
}
