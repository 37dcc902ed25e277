package com.penguinmails.jobs.standing;

import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import com.penguinmails.contracts.tenant.TenantEvents.TenantStanding;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The standing of the tenant in scope, as far as this service was told. */
public final class TenantStandings {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    TenantStandings(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** {@code ACTIVE} until told otherwise. */
    public Standing current() {
        return transaction.execute(status -> read());
    }

    private Standing read() {
        return jdbc.sql("select standing from tenant_standings where tenant_id = ?")
                .param(TenantScope.current().value())
                .query(String.class)
                .optional()
                .map(standing -> Standing.valueOf(standing.toUpperCase(Locale.ROOT)))
                .orElse(Standing.ACTIVE);
    }

    public boolean isActive() {
        return current() == Standing.ACTIVE;
    }

    /** Refuses with {@code tenant-suspended} unless the tenant is active. */
    public void requireActive() {
        if (!isActive()) {
            throw Refusal.conflict("tenant-suspended", "This account is suspended or closing, and sends nothing.");
        }
    }

    /** Needs a transaction. Returns false for what is known already, or older than what is. */
    boolean move(TenantStanding news) {
        return jdbc.sql("""
                        insert into tenant_standings (tenant_id, standing, seq, changed_at) values (:tenant, :standing, :seq, :at)
                        on conflict (tenant_id) do update set standing = excluded.standing, seq = excluded.seq, changed_at = excluded.changed_at
                         where tenant_standings.seq < excluded.seq""")
                        .param("tenant", TenantScope.current().value())
                        .param("standing", news.standing().name().toLowerCase(Locale.ROOT))
                        .param("seq", news.seq())
                        .param("at", Timestamp.from(news.at()))
                        .update()
                == 1;
    }

    void erased(Instant now) {
        jdbc.sql("update tenant_standings set erased_at = ? where tenant_id = ? and erased_at is null")
                .params(Timestamp.from(now), TenantScope.current().value())
                .update();
    }
}
