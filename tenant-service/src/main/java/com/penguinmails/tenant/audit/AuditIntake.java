package com.penguinmails.tenant.audit;

import com.penguinmails.contracts.tenant.AuditTrail.Act;
import com.penguinmails.kernel.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what other services did, for the tenant in scope. */
@Component
class AuditIntake {

    private final AuditLog log;
    private final AuditTable table;

    AuditIntake(AuditLog log, AuditTable table) {
        this.log = log;
        this.table = table;
    }

    /** Refuses with {@code invalid-request} what does not fit, and with {@code not-found} when there is no such tenant. */
    @Transactional
    public void take(Act act) {
        if (!table.tenantExists()) {
            throw Refusal.notFound("tenant");
        }
        String ip = act.ip() == null ? null : RequestOrigin.canonical(act.ip());
        if (act.ip() != null && ip == null) {
            throw Refusal.invalid("ip", "must be an address");
        }
        log.recordOnce(
                act.id(),
                act.at(),
                new AuditAct(
                        new Actor(act.actor(), act.actorId()),
                        act.action(),
                        act.resource(),
                        act.resourceId(),
                        act.details()),
                new RequestOrigin(ip, act.requestId()));
    }
}
