package com.penguinmails.user.sso;

import com.penguinmails.kernel.Sha256;
import com.penguinmails.kernel.TenantId;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Sign-ins that are at the provider: good once, for ten minutes. */
@Repository
class Attempts {

    static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    Attempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param sessionId whose proof is renewed; null for a sign-in */
    record Attempt(TenantId tenant, @Nullable UUID sessionId, Instant startedAt) {}

    @Transactional
    public void add(Handle handle, TenantId tenant, @Nullable UUID sessionId) {
        jdbc.sql("""
                        insert into sso_attempts (state_hash, tenant_id, session_id, started_at, expires_at)
                        values (:hash, :tenant, :session, :now, :ends)""")
                .param("hash", Sha256.of(handle.state()))
                .param("tenant", tenant.value())
                .param("session", sessionId, Types.OTHER)
                .param("now", Timestamp.from(clock.instant()))
                .param("ends", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
    }

    /** Full for exactly one caller, whatever becomes of it. */
    @Transactional
    public Optional<Attempt> take(Handle handle) {
        return jdbc.sql("""
                        delete from sso_attempts where state_hash = :hash and expires_at > :now
                        returning tenant_id, session_id, started_at""")
                .param("hash", Sha256.of(handle.state()))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Attempt(
                        new TenantId(row.getObject(1, UUID.class)),
                        row.getObject(2, UUID.class),
                        row.getTimestamp(3).toInstant()))
                .optional();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT20M")
    @Transactional
    public void deleteOver() {
        jdbc.sql("delete from sso_attempts where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
