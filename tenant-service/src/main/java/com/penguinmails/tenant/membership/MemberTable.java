package com.penguinmails.tenant.membership;

import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The members of the tenant in scope. Every method needs a transaction. */
@Component
class MemberTable {

    private static final String SELECT = "select user_id, role, joined_at from memberships where tenant_id = ? ";

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

    List<Member> list(UUID after, int limit) {
        return jdbc.sql(SELECT + "and user_id > ? order by user_id limit ?")
                .params(tenant(), after, limit)
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
                        insert into memberships (tenant_id, user_id, role, joined_at) values (?, ?, ?, ?)
                        on conflict (tenant_id, user_id) do nothing""")
                        .params(tenant(), member.userId(), member.role(), Timestamp.from(member.joinedAt()))
                        .update()
                == 1;
    }

    void changeRole(Member member) {
        jdbc.sql("update memberships set role = ? where tenant_id = ? and user_id = ?")
                .params(member.role(), tenant(), member.userId())
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
