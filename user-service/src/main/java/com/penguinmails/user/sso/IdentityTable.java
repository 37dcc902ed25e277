package com.penguinmails.user.sso;

import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who the provider's people are here, in the tenant in scope. Every method needs a transaction. */
@Repository
class IdentityTable {

    private final JdbcClient jdbc;

    IdentityTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<UUID> find(String issuer, String subject) {
        return jdbc.sql("select account_id from sso_identities where issuer = ? and subject = ?")
                .params(issuer, subject)
                .query(UUID.class)
                .optional();
    }

    /** True when it is new. One whose account was closed leads to the new account. */
    boolean add(String issuer, String subject, UUID accountId, Instant now) {
        return jdbc.sql("""
                        insert into sso_identities (tenant_id, issuer, subject, account_id, created_at, last_used_at)
                        values (:tenant, :issuer, :subject, :account, :now, :now)
                        on conflict (tenant_id, issuer, subject) do update set account_id = :account, created_at = :now, last_used_at = :now
                          where sso_identities.account_id <> :account""")
                        .param("tenant", TenantScope.current().value())
                        .param("issuer", issuer)
                        .param("subject", subject)
                        .param("account", accountId)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    void used(String issuer, String subject, Instant now) {
        jdbc.sql("update sso_identities set last_used_at = ? where issuer = ? and subject = ?")
                .params(Timestamp.from(now), issuer, subject)
                .update();
    }
}
