package com.penguinmails.tenant.audit;

import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The log of the tenant in scope. Every method needs a transaction. */
@Component
class AuditTable {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private static final String SELECT = """
            select tenant_id, seq, id, at, actor, actor_id, action, resource, resource_id, details::text as details,
                   ip, request_id, encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash
            from audit_entries where tenant_id = :tenant
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param hash as it is stored, which is the hash of the entry unless somebody changed one of the two */
    record Stored(AuditEntry entry, String hash) {}

    /** The end of the log. Until the running transaction ends, nobody else adds to it. */
    AuditHead lockedHead() {
        jdbc.sql("""
                        insert into audit_heads (tenant_id, seq, hash, seal) values (:tenant, 0, decode(:hash, 'hex'), '')
                        on conflict (tenant_id) do nothing""")
                .param("tenant", tenant())
                .param("hash", AuditEntry.GENESIS)
                .update();
        return head(" for update").orElseThrow();
    }

    Optional<AuditHead> head() {
        return head("");
    }

    private Optional<AuditHead> head(String lock) {
        return jdbc.sql("select seq, encode(hash, 'hex') as hash, seal from audit_heads where tenant_id = ?" + lock)
                .param(tenant())
                .query((row, number) -> new AuditHead(row.getLong("seq"), row.getString("hash"), row.getString("seal")))
                .optional();
    }

    void move(AuditHead head) {
        jdbc.sql(
                        "update audit_heads set seq = :seq, hash = decode(:hash, 'hex'), seal = :seal where tenant_id = :tenant")
                .param("tenant", tenant())
                .param("seq", head.seq())
                .param("hash", head.hash())
                .param("seal", head.seal())
                .update();
    }

    boolean tenantExists() {
        return jdbc.sql("select exists (select 1 from tenants where tenant_id = ?)")
                .param(tenant())
                .query(Boolean.class)
                .single();
    }

    boolean contains(UUID id) {
        return jdbc.sql("select exists (select 1 from audit_entries where tenant_id = ? and id = ?)")
                .params(tenant(), id)
                .query(Boolean.class)
                .single();
    }

    void insert(AuditEntry entry, String hash) {
        jdbc.sql("""
                        insert into audit_entries (tenant_id, seq, id, at, actor, actor_id, action, resource, resource_id, details, ip,
                                                   request_id, previous_hash, hash)
                        values (:tenant, :seq, :id, :at, :actor, :actorId, :action, :resource, :resourceId, :details::jsonb, :ip,
                                :requestId, decode(:previous, 'hex'), decode(:hash, 'hex'))""")
                .param("tenant", entry.tenantId())
                .param("seq", entry.seq())
                .param("id", entry.id())
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.act().actor().kind())
                .param("actorId", entry.act().actor().id())
                .param("action", entry.act().action())
                .param("resource", entry.act().resource())
                .param("resourceId", entry.act().resourceId())
                .param("details", json.writeValueAsString(entry.act().details()))
                .param("ip", entry.ip())
                .param("requestId", entry.requestId())
                .param("previous", entry.previousHash())
                .param("hash", hash)
                .update();
    }

    /** From new to old, what lies before {@code before}. */
    List<Stored> list(AuditFilter filter, long before, int limit) {
        return jdbc.sql(SELECT + """
                          and seq < :before
                          and (:action::text is null or action = :action)
                          and (:actorId::text is null or actor_id = :actorId)
                          and (:resource::text is null or resource = :resource)
                          and (:resourceId::text is null or resource_id = :resourceId)
                          and (:from::timestamptz is null or at >= :from)
                          and (:to::timestamptz is null or at < :to)
                        order by seq desc limit :limit""")
                .param("tenant", tenant())
                .param("before", before)
                .param("action", filter.action())
                .param("actorId", filter.actorId())
                .param("resource", filter.resource())
                .param("resourceId", filter.resourceId())
                .param("from", timestamp(filter.from()))
                .param("to", timestamp(filter.to()))
                .param("limit", limit)
                .query(this::stored)
                .list();
    }

    /** From old to new, not all at once; close it. */
    Stream<Stored> all() {
        return jdbc
                .sql(SELECT + " order by seq")
                .withFetchSize(1_000)
                .param("tenant", tenant())
                .query(this::stored)
                .stream();
    }

    private static @Nullable Timestamp timestamp(java.time.@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }

    private Stored stored(ResultSet row, int number) throws SQLException {
        var act = new AuditAct(
                new Actor(row.getString("actor"), row.getString("actor_id")),
                row.getString("action"),
                row.getString("resource"),
                row.getString("resource_id"),
                details(row.getString("details")));
        var entry = new AuditEntry(
                row.getObject("tenant_id", UUID.class),
                row.getLong("seq"),
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                act,
                row.getString("ip"),
                row.getString("request_id"),
                row.getString("previous_hash"));
        return new Stored(entry, row.getString("hash"));
    }

    /** What was not written by us is shown as it is; its hash tells that it was changed. */
    private Map<String, String> details(String text) {
        try {
            return json.readValue(text, TEXTS);
        } catch (JacksonException changed) {
            return Map.of("unreadable", text.substring(0, Math.min(text.length(), 500)));
        }
    }
}
