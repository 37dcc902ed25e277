package com.penguinmails.user.app;

import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.user.token.AppId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The apps of the tenant in scope that were not revoked. Every method needs a transaction. */
@Repository
class AppTable {

    private static final String COLUMNS =
            "select id, name, redirect_uris, scopes, created_by, created_at from apps where revoked_at is null ";

    private final JdbcClient jdbc;

    AppTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(App app) {
        jdbc.sql("""
                        insert into apps (tenant_id, id, name, redirect_uris, scopes, created_by, created_at)
                        values (:tenant, :id, :name, :redirects, :scopes, :by, :at)""")
                .param("tenant", app.id().tenantId())
                .param("id", app.id().appId())
                .param("name", app.name())
                .param("redirects", app.redirectUris().toArray(String[]::new))
                .param("scopes", app.scopes().toArray(String[]::new))
                .param("by", app.createdBy())
                .param("at", Timestamp.from(app.createdAt()))
                .update();
    }

    /** From new to old. */
    List<App> before(UUID id, int limit) {
        return jdbc.sql(COLUMNS + "and id < ? order by id desc limit ?")
                .params(id, limit)
                .query(AppTable::app)
                .list();
    }

    Optional<App> find(UUID id) {
        return jdbc.sql(COLUMNS + "and id = ?").param(id).query(AppTable::app).optional();
    }

    /** Until the running transaction ends, nobody revokes it. */
    boolean isKept(UUID id) {
        return jdbc.sql("select 1 from apps where id = ? and revoked_at is null for share")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Two that register at once wait for each other. */
    int countAlone() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('apps ' || ?, 0))")
                .param(TenantScope.current().toString())
                .query((row, number) -> number)
                .list();
        return jdbc.sql("select count(*) from apps where revoked_at is null")
                .query(Integer.class)
                .single();
    }

    boolean revoke(UUID id, Instant now) {
        return jdbc.sql("update apps set revoked_at = ? where id = ? and revoked_at is null")
                        .params(Timestamp.from(now), id)
                        .update()
                == 1;
    }

    private static App app(ResultSet row, int number) throws SQLException {
        return new App(
                new AppId(TenantScope.current().value(), row.getObject(1, UUID.class)),
                row.getString(2),
                List.of((String[]) row.getArray(3).getArray()),
                List.of((String[]) row.getArray(4).getArray()),
                row.getObject(5, UUID.class),
                row.getTimestamp(6).toInstant());
    }
}
