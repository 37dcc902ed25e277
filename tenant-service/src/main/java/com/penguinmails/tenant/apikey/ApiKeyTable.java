package com.penguinmails.tenant.apikey;

import com.penguinmails.tenancy.TenantScope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys of the tenant in scope. Every method needs a transaction. */
@Component
class ApiKeyTable {

    private static final String SELECT = """
            select id, name, prefix, scopes, allowed_ranges, created_by, created_at, expires_at, last_used_at, revoked_at, replaced_by
            from api_keys where tenant_id = ? """;

    private final JdbcClient jdbc;

    ApiKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ApiKey> find(UUID id) {
        return jdbc.sql(SELECT + " and id = ?")
                .params(tenant(), id)
                .query(ApiKeyTable::key)
                .optional();
    }

    /** Empty also when the tenant is closing or closed. */
    Optional<ApiKey> findOfOpenTenant(UUID id) {
        return jdbc.sql(
                        SELECT
                                + " and id = ? and exists (select 1 from tenants t where t.tenant_id = api_keys.tenant_id and t.closes_at is null)")
                .params(tenant(), id)
                .query(ApiKeyTable::key)
                .optional();
    }

    /** The key that this request header made before. */
    Optional<UUID> madeBy(String requestKey) {
        return jdbc.sql("select id from api_keys where tenant_id = ? and request_key = ?")
                .params(tenant(), requestKey)
                .query(UUID.class)
                .optional();
    }

    /** From new to old. */
    List<ApiKey> list(UUID before, int limit) {
        return jdbc.sql(SELECT + " and id < ? order by id desc limit ?")
                .params(tenant(), before, limit)
                .query(ApiKeyTable::key)
                .list();
    }

    void insert(ApiKey key, byte[] hash, @Nullable String requestKey) {
        jdbc.sql("""
                        insert into api_keys (tenant_id, id, name, prefix, hash, scopes, allowed_ranges, created_by, created_at, expires_at,
                                              request_key)
                        values (:tenant, :id, :name, :prefix, :hash, :scopes, :ranges, :by, :created, :expires, :requestKey)""")
                .param("tenant", tenant())
                .param("id", key.id())
                .param("name", key.name())
                .param("prefix", key.prefix())
                .param("hash", hash)
                .param("scopes", key.scopes().toArray(String[]::new))
                .param("ranges", key.allowedRanges().toArray(String[]::new))
                .param("by", key.createdBy())
                .param("created", Timestamp.from(key.createdAt()))
                .param("expires", Timestamp.from(key.expiresAt()))
                .param("requestKey", requestKey)
                .update();
    }

    void revoke(UUID id, Instant now) {
        jdbc.sql("update api_keys set revoked_at = ? where tenant_id = ? and id = ?")
                .params(Timestamp.from(now), tenant(), id)
                .update();
    }

    void replace(UUID id, UUID by, Instant expiresAt) {
        jdbc.sql("update api_keys set replaced_by = ?, expires_at = ? where tenant_id = ? and id = ?")
                .params(by, Timestamp.from(expiresAt), tenant(), id)
                .update();
    }

    /** Written at most once a minute; without waiting, since whoever is writing the same row now writes the same. */
    void used(UUID id, Instant now, Duration atMostEvery) {
        jdbc.sql("""
                        update api_keys set last_used_at = :now
                        where tenant_id = :tenant and id in (
                          select id from api_keys
                          where tenant_id = :tenant and id = :id and (last_used_at is null or last_used_at < :before)
                          for update skip locked)""")
                .param("tenant", tenant())
                .param("id", id)
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(atMostEvery)))
                .update();
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                texts(row.getArray("scopes")),
                texts(row.getArray("allowed_ranges")),
                row.getObject("created_by", UUID.class),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at")),
                row.getObject("replaced_by", UUID.class));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
