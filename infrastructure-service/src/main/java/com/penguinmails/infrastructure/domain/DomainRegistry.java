package com.penguinmails.infrastructure.domain;

import com.penguinmails.contracts.infrastructure.SendingMailboxes.DkimKey;
import com.penguinmails.infrastructure.TenantRow;
import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.TenantId;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives mailboxes their domain. */
@Component
public class DomainRegistry {

    private final SendingDomains domains;
    private final DkimKeys keys;
    private final AuditedActs acts;
    private final Ids ids;
    private final Clock clock;

    DomainRegistry(SendingDomains domains, DkimKeys keys, AuditedActs acts, Ids ids, Clock clock) {
        this.domains = domains;
        this.keys = keys;
        this.acts = acts;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes the key of a domain that is not there yet. Slow, so it belongs before the transaction. */
    public DomainDraft draft(TenantId tenant, String name) {
        UUID id = ids.next();
        boolean known = domains.named(tenant.value(), name).isPresent();
        return new DomainDraft(name, id, known ? null : keys.generate(tenant, id));
    }

    /** The id of the domain, which is stored now if nobody stored it meanwhile. The caller keeps two of these apart. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID register(TenantId tenant, DomainDraft draft) {
        return domains.named(tenant.value(), draft.name())
                .map(SendingDomain::id)
                .orElseGet(() -> store(tenant, draft));
    }

    private UUID store(TenantId tenant, DomainDraft draft) {
        SealedKeyPair key = draft.newKey();
        if (key == null) {
            throw new IllegalStateException("the domain vanished between draft and registration");
        }
        domains.save(new SendingDomain(TenantRow.of(tenant, draft.newId()), draft.name(), key, clock.instant()));
        acts.record("domain.added", "domain", draft.newId(), Map.of("selector", key.selector()));
        return draft.newId();
    }

    /** The key to sign with, opened; for the worker and nobody else. */
    public DkimKey signingKey(TenantId tenant, UUID domainId) {
        SendingDomain domain = domains.findByKey(TenantRow.of(tenant, domainId))
                .orElseThrow(() -> new IllegalStateException("a mailbox without its domain"));
        byte[] privateKey = keys.privateKey(tenant, domainId, domain.dkim());
        return new DkimKey(
                domain.name(), domain.dkim().selector(), Base64.getEncoder().encodeToString(privateKey));
    }
}
