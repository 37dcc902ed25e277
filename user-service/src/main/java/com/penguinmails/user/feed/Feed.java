package com.penguinmails.user.feed;

import com.penguinmails.contracts.user.Notifications.News;
import com.penguinmails.kernel.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notifications of people. What is about a tenant is seen only with a token for that tenant, so who leaves it sees no more of it.
 */
@Repository
class Feed {

    private static final Duration KEPT = Duration.ofDays(180);
    private static final String SEEN =
            " account_id = :account and (tenant_id is null or tenant_id = :tenant) and (expires_at is null or expires_at > :now) ";

    private final JdbcClient jdbc;
    private final Ids ids;
    private final Clock clock;

    Feed(JdbcClient jdbc, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whose feed is looked at, and from which tenant. */
    record Viewer(UUID accountId, @Nullable UUID tenantId) {}

    record Notification(
            UUID id,
            @Nullable UUID tenantId,
            String kind,
            String title,
            @Nullable String body,
            @Nullable String link,
            Instant createdAt,
            @Nullable Instant readAt) {}

    @Transactional
    public void add(News news) {
        Instant now = clock.instant();
        UUID[] recipients = news.recipients().stream().distinct().toArray(UUID[]::new);
        UUID[] own = new UUID[recipients.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = ids.next();
        }
        Instant expiresAt = news.expiresAt();
        jdbc.sql("""
                        insert into notifications (id, account_id, tenant_id, source_id, kind, title, body, link, created_at, expires_at)
                        select r.own, a.id, :tenant, :source, :kind, :title, :body, :link, :now, :expires
                        from unnest(:own::uuid[], :recipients::uuid[]) as r (own, recipient) join accounts a on a.id = r.recipient and a.closed_at is null
                        on conflict (account_id, source_id) do nothing""")
                .param("own", own)
                .param("recipients", recipients)
                .param("tenant", news.tenantId(), Types.OTHER)
                .param("source", news.id())
                .param("kind", news.kind())
                .param("title", news.title())
                .param("body", news.body(), Types.VARCHAR)
                .param("link", news.link(), Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .param("expires", expiresAt == null ? null : Timestamp.from(expiresAt), Types.TIMESTAMP)
                .update();
    }

    /** From new to old. */
    @Transactional(readOnly = true)
    public List<Notification> page(Viewer viewer, boolean unreadOnly, UUID before, int limit) {
        return seen("""
                        select id, tenant_id, kind, title, body, link, created_at, read_at from notifications
                        where id < :before and (read_at is null or not :unread) and""" + SEEN + "order by id desc limit :limit", viewer)
                .param("before", before)
                .param("unread", unreadOnly)
                .param("limit", limit)
                .query(Feed::notification)
                .list();
    }

    @Transactional(readOnly = true)
    public long unread(Viewer viewer) {
        return seen("select count(*) from notifications where read_at is null and" + SEEN, viewer)
                .query(Long.class)
                .single();
    }

    /** False when there is no such notification; reading it twice is no mistake. */
    @Transactional
    public boolean read(Viewer viewer, UUID id) {
        return seen("update notifications set read_at = coalesce(read_at, :now) where id = :id and" + SEEN, viewer)
                        .param("id", id)
                        .update()
                == 1;
    }

    @Transactional
    public void readAll(Viewer viewer) {
        seen("update notifications set read_at = :now where read_at is null and" + SEEN, viewer)
                .update();
    }

    @Transactional
    public boolean delete(Viewer viewer, UUID id) {
        return seen("delete from notifications where id = :id and" + SEEN, viewer)
                        .param("id", id)
                        .update()
                == 1;
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT19M")
    @Transactional
    public void forgetOld() {
        jdbc.sql("delete from notifications where created_at < :old or expires_at < :now")
                .param("old", Timestamp.from(clock.instant().minus(KEPT)))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private JdbcClient.StatementSpec seen(String sql, Viewer viewer) {
        return jdbc.sql(sql)
                .param("account", viewer.accountId())
                .param("tenant", viewer.tenantId(), Types.OTHER)
                .param("now", Timestamp.from(clock.instant()));
    }

    private static Notification notification(ResultSet row, int number) throws SQLException {
        Timestamp readAt = row.getTimestamp(8);
        return new Notification(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
