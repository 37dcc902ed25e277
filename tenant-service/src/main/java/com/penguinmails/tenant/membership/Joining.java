package com.penguinmails.tenant.membership;

import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a person a member of the tenant in scope. */
@Component
public class Joining {

    private final JdbcClient jdbc;
    private final Clock clock;

    Joining(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void joinAsOwner(UUID userId) {
        jdbc.sql("insert into memberships (tenant_id, user_id, role, joined_at) values (?, ?, 'owner', ?)")
                .params(TenantScope.current().value(), userId, Timestamp.from(clock.instant()))
                .update();
    }
}
