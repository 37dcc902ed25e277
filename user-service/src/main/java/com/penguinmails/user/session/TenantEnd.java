package com.penguinmails.user.session;

import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.jobs.standing.StandingListener;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends the sign-ins that work in a tenant that is closed, so that the gateway turns their tokens away within a minute. A suspended or closing
 * tenant can still be read, so nothing ends then.
 */
@Component
class TenantEnd implements StandingListener {

    private final JdbcClient jdbc;
    private final Clock clock;

    TenantEnd(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void changed(Standing standing) {
        if (standing == Standing.CLOSED) {
            jdbc.sql("""
                            update sessions set revoked_at = :now, revoked_because = 'tenant-closed'
                            where tenant_id = :tenant and revoked_at is null""")
                    .param("now", Timestamp.from(clock.instant()))
                    .param("tenant", TenantScope.current().value())
                    .update();
        }
    }
}
