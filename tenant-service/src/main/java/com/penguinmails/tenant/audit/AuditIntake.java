package com.penguinmails.tenant.audit;

import com.penguinmails.contracts.tenant.AuditTrail.Act;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.RequestOrigin;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what other services did, for the tenant in scope. */
@Component
public class AuditIntake {

    private final AuditLog log;
    private final AuditTable table;

    AuditIntake(AuditLog log, AuditTable table) {
        this.log = log;
        this.table = table;
    }

    /** Refuses with {@code invalid-request} what does not fit, and with {@code not-found} when there is no such tenant. */
    @Transactional
    public void take(Act act) {
        // What is missing in JSON is null here, whatever the contract says.
        if (Stream.of(act.id(), act.at(), act.actor(), act.actorId(), act.action(), act.resource(), act.resourceId())
                .anyMatch(Objects::isNull)) {
            throw Refusal.invalid("act", "must have id, at, actor, actorId, action, resource and resourceId");
        }
        if (!table.tenantExists()) {
            throw Refusal.notFound("tenant");
        }
        AuditFilter.check("at", act.at());
        String ip = act.ip() == null ? null : RequestOrigin.canonical(act.ip());
        if (act.ip() != null && ip == null) {
            throw Refusal.invalid("ip", "must be an address");
        }
        String requestId = act.requestId();
        if (requestId != null && requestId.length() > RequestOrigin.MAX_REQUEST_ID) {
            throw Refusal.invalid("requestId", "must be at most " + RequestOrigin.MAX_REQUEST_ID + " characters");
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
                new RequestOrigin(null, null, ip, requestId));
    }
}
