package com.penguinmails.tenant.audit;

import com.penguinmails.kernel.Ids;
import com.penguinmails.security.RequestOrigin;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds to the log of the tenant in scope, in the transaction of the act: both are there, or neither.
 *
 * <p>The end of a tenant's log is locked until that transaction ends. Record last, so that it is not locked for long and never before
 * anything else that others wait for.
 */
@Component
public class AuditLog {

    private final AuditTable table;
    private final HeadSeals seals;
    private final Ids ids;
    private final Clock clock;

    AuditLog(AuditTable table, HeadSeals seals, Ids ids, Clock clock) {
        this.table = table;
        this.seals = seals;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a member does by an API key is entered as done by the key, for the member. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditAct act) {
        RequestOrigin origin = RequestOrigin.current();
        add(ids.next(), clock.instant(), byKey(act, origin), origin);
    }

    private static AuditAct byKey(AuditAct act, RequestOrigin origin) {
        UUID key = origin.apiKeyId();
        if (key == null || !act.actor().kind().equals(Actor.USER)) {
            return act;
        }
        var details = new HashMap<>(act.details());
        details.put("forUser", act.actor().id());
        return new AuditAct(
                new Actor(Actor.API_KEY, key.toString()), act.action(), act.resource(), act.resourceId(), details);
    }

    /** Does nothing when the entry is there already. Needs a transaction. */
    void recordOnce(UUID id, Instant at, AuditAct act, RequestOrigin origin) {
        add(id, at, act, origin);
    }

    private void add(UUID id, Instant at, AuditAct unchecked, RequestOrigin origin) {
        AuditAct act = unchecked.checked();
        AuditHead head = table.lockedHead();
        // Looked up behind the lock, where no other try of the same act can be on its way.
        if (table.contains(id)) {
            return;
        }
        var entry = new AuditEntry(
                TenantScope.current().value(),
                head.seq() + 1,
                id,
                at.truncatedTo(ChronoUnit.MICROS),
                act,
                origin.ip(),
                origin.requestId(),
                head.hash());
        String hash = entry.hash();
        table.insert(entry, hash);
        table.move(new AuditHead(entry.seq(), hash, seals.seal(entry.tenantId(), entry.seq(), hash)));
    }
}
