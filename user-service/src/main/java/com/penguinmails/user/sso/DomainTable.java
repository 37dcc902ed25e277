package com.penguinmails.user.sso;

import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Domains of the tenant in scope, and to whom a proved domain leads. Every method needs a transaction. */
@Repository
class DomainTable {

    private final JdbcClient jdbc;

    DomainTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param proof what its owner publishes */
    record Domain(String name, String proof, boolean proved, Instant createdAt) {}

    /** @param proof what was found when it was proved */
    record Owner(TenantId tenant, String proof) {}

    List<Domain> all() {
        return jdbc.sql("""
                        select d.domain, d.proof, o.domain is not null, d.created_at
                        from sso_domains d left join sso_domain_owners o on o.domain = d.domain and o.tenant_id = d.tenant_id
                        order by d.domain""")
                .query((row, number) -> new Domain(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    Optional<Domain> find(String name) {
        return all().stream().filter(domain -> domain.name().equals(name)).findFirst();
    }

    /** The one that is there already stays. */
    void add(String name, String proof, Instant now) {
        jdbc.sql("""
                        insert into sso_domains (tenant_id, domain, proof, created_at) values (:tenant, :domain, :proof, :now)
                        on conflict do nothing""")
                .param("tenant", TenantScope.current().value())
                .param("domain", name)
                .param("proof", proof)
                .param("now", Timestamp.from(now))
                .update();
    }

    void delete(String name) {
        jdbc.sql("delete from sso_domain_owners where domain = ? and tenant_id = ?")
                .params(name, TenantScope.current().value())
                .update();
        jdbc.sql("delete from sso_domains where domain = ?").param(name).update();
    }

    boolean isAnyProved(TenantId tenant) {
        return jdbc.sql("select exists (select 1 from sso_domain_owners where tenant_id = ?)")
                .param(tenant.value())
                .query(Boolean.class)
                .single();
    }

    Optional<Owner> owner(String name) {
        return jdbc.sql("select tenant_id, proof from sso_domain_owners where domain = ?")
                .param(name)
                .query((row, number) -> new Owner(new TenantId(row.getObject(1, UUID.class)), row.getString(2)))
                .optional();
    }

    /** Waits for whoever proves the same domain. */
    void lock(String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('domain ' || ?, 0))")
                .param(name)
                .query((row, number) -> number)
                .list();
    }

    void proved(TenantId tenant, String name, String proof, Instant now) {
        jdbc.sql("""
                        insert into sso_domain_owners (domain, tenant_id, proof, proved_at) values (:domain, :tenant, :proof, :now)
                        on conflict (domain) do update set tenant_id = :tenant, proof = :proof, proved_at = :now""")
                .param("domain", name)
                .param("tenant", tenant.value())
                .param("proof", proof)
                .param("now", Timestamp.from(now))
                .update();
    }
}
