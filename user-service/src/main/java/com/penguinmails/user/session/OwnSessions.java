package com.penguinmails.user.session;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** A person's view of their own sign-ins; what apps were given is apart. */
@Repository
class OwnSessions {

    private final JdbcClient jdbc;
    private final Clock clock;

    OwnSessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Session(
            UUID id,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String userAgent,
            @Nullable String address) {}

    /** Those that can still be used, from new to old. */
    @Transactional(readOnly = true)
    public List<Session> live(UUID accountId, UUID before, int limit) {
        return jdbc.sql("""
                        select id, created_at, last_used_at, user_agent, address from sessions
                        where account_id = :account and app_id is null and id < :before and revoked_at is null
                          and expires_at > :now and last_used_at > :idle
                        order by id desc limit :limit""")
                .param("account", accountId)
                .param("before", before)
                .param("now", Timestamp.from(clock.instant()))
                .param("idle", Timestamp.from(clock.instant().minus(Sessions.IDLE)))
                .param("limit", limit)
                .query((row, number) -> new Session(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getString(5)))
                .list();
    }

    /** False when there is no such sign-in, or it is somebody else's; ending it twice is no mistake. */
    @Transactional
    public boolean end(UUID accountId, UUID sessionId) {
        return jdbc.sql("""
                        update sessions set revoked_at = coalesce(revoked_at, :now),
                                            revoked_because = coalesce(revoked_because, 'by-owner')
                        where id = :id and account_id = :account and app_id is null""")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", sessionId)
                        .param("account", accountId)
                        .update()
                == 1;
    }

    @Transactional
    public void endOthers(UUID accountId, UUID current) {
        jdbc.sql("""
                        update sessions set revoked_at = :now, revoked_because = 'by-owner'
                        where account_id = :account and app_id is null and id <> :current and revoked_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("account", accountId)
                .param("current", current)
                .update();
    }
}
