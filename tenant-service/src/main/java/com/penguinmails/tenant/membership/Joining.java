package com.penguinmails.tenant.membership;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a person a member of the tenant in scope. */
@Component
public class Joining {

    private final MemberTable table;
    private final Clock clock;

    Joining(MemberTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** False when the person is a member already; their role then stays as it is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean join(UUID userId, String role) {
        return table.insert(new Member(userId, role, clock.instant()));
    }
}
