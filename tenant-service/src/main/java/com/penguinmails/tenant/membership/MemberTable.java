package com.penguinmails.tenant.membership;

import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenancy.TextArray;
import com.penguinmails.web.SortFields;
import com.penguinmails.web.SortedPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The members of the tenant in scope. Every method needs a transaction. */
@Component
class MemberTable {

    private static final String SELECT =
            "select user_id, coalesce(custom_role, role) as role, joined_at from memberships where tenant_id = ? ";

    static final SortFields SORT = SortFields.ascending("user_id", "joinedAt", "joined_at", SortFields.Type.INSTANT)
            .and("role", "coalesce(custom_role, role)", SortFields.Type.TEXT);

    private final JdbcClient jdbc;

    MemberTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void lock() {
        // Not "for update": rows that refer to the tenant may go on being added.
        jdbc.sql("select 1 from tenants where tenant_id = ? for no key update")
                .param(tenant())
                .query((row, number) -> number)
                .list();
    }

    Optional<Member> find(UUID userId) {
        return jdbc.sql(SELECT + "and user_id = ?")
                .params(tenant(), userId)
                .query(MemberTable::member)
                .optional();
    }

    List<Member> list(SortedPage page, Set<String> roles, int limit) {
        return jdbc.sql(
                        "select user_id, coalesce(custom_role, role) as role, joined_at from memberships where tenant_id = :tenant"
                                + " and (cardinality(:roles::text[]) = 0 or coalesce(custom_role, role) = any (:roles::text[]))"
                                + page.condition() + page.orderBy() + " limit :limit")
                .param("tenant", tenant())
                .param("roles", TextArray.of(roles))
                .params(page.parameters())
                .param("limit", limit)
                .query(MemberTable::member)
                .list();
    }

    int count() {
        return jdbc.sql("select count(*) from memberships where tenant_id = ?")
                .param(tenant())
                .query(Integer.class)
                .single();
    }

    int countOwners() {
        return jdbc.sql("select count(*) from memberships where tenant_id = ? and role = ?")
                .params(tenant(), Role.OWNER)
                .query(Integer.class)
                .single();
    }

    /** False when the person is a member already. */
    boolean insert(Member member) {
        return jdbc.sql("""
                        insert into memberships (tenant_id, user_id, role, custom_role, joined_at)
                        values (:tenant, :user, coalesce((select role from roles where role = :role), 'custom'),
                                (select role from custom_roles where tenant_id = :tenant and role = :role), :joined)
                        on conflict (tenant_id, user_id) do nothing""")
                        .param("tenant", tenant())
                        .param("user", member.userId())
                        .param("role", member.role())
                        .param("joined", Timestamp.from(member.joinedAt()))
                        .update()
                == 1;
    }

    void changeRole(Member member) {
        jdbc.sql("""
                        update memberships set role = coalesce((select r.role from roles r where r.role = :role), 'custom'),
                          custom_role = (select c.role from custom_roles c where c.tenant_id = :tenant and c.role = :role)
                        where tenant_id = :tenant and user_id = :user""")
                .param("tenant", tenant())
                .param("user", member.userId())
                .param("role", member.role())
                .update();
    }

    void delete(UUID userId) {
        jdbc.sql("delete from memberships where tenant_id = ? and user_id = ?")
                .params(tenant(), userId)
                .update();
    }

    private static UUID tenant() {
        return TenantScope.current().value();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                row.getObject("user_id", UUID.class),
                row.getString("role"),
                row.getTimestamp("joined_at").toInstant());
    }
}
