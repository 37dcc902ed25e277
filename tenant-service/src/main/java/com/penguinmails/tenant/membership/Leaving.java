package com.penguinmails.tenant.membership;

import com.penguinmails.tenant.audit.Actor;
import com.penguinmails.tenant.audit.AuditAct;
import com.penguinmails.tenant.audit.AuditLog;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes people out of the tenant in scope who are gone. */
@Component
public class Leaving {

    private final MemberTable table;
    private final AuditLog audit;

    Leaving(MemberTable table, AuditLog audit) {
        this.table = table;
        this.audit = audit;
    }

    /** Returns false, and changes nothing, for the last owner. A stranger, for example an operator who entered, is nobody to take out. */
    @Transactional
    public boolean accountClosed(UUID userId) {
        table.lock();
        Optional<Member> member = table.find(userId);
        if (member.isEmpty()) {
            return true;
        }
        if (member.get().isOwner() && table.countOwners() == 1) {
            return false;
        }
        table.delete(userId);
        audit.record(new AuditAct(
                Actor.platform(),
                "member.removed",
                "member",
                userId.toString(),
                Map.of("roleBefore", member.get().role(), "because", "account-closed")));
        return true;
    }
}
