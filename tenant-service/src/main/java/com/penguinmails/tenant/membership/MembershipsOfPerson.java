package com.penguinmails.tenant.membership;

import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** All memberships of one person. The one place that opens the doors between tenants, for that person's own rows. */
@Component
public class MembershipsOfPerson {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    MembershipsOfPerson(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Oldest first; empty for a stranger. */
    public List<MembershipView> of(UUID userId) {
        return TenantScope.platform(
                "a person's own memberships",
                () -> Objects.requireNonNull(transaction.execute(status -> as(
                        userId,
                        () -> jdbc.sql("""
                        select m.tenant_id, t.name, m.role,
                               array(select p.permission from role_permissions p where p.role = m.role order by p.permission)
                        from memberships m join tenants t on t.tenant_id = m.tenant_id
                        where m.user_id = ? order by m.joined_at, m.tenant_id""")
                                .param(userId)
                                .query(MembershipsOfPerson::membership)
                                .list()))));
    }

    /**
     * In how many tenants the person has this role.
     *
     * <p>Until the running transaction ends, nobody else gets an answer for this person: who counts and then adds is never overtaken.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int countAlone(UUID userId, String role) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('memberships ' || ?, 0))")
                .param(userId.toString())
                .query((row, number) -> number)
                .list();
        return as(
                userId,
                () -> jdbc.sql("select count(*) from memberships where user_id = ? and role = ?")
                        .params(userId, role)
                        .query(Integer.class)
                        .single());
    }

    /** The doors stand open for this work and no longer, also when the transaction goes on. */
    private <T> T as(UUID userId, Supplier<T> work) {
        nameUser(userId.toString());
        T result = work.get();
        nameUser("");
        return result;
    }

    private void nameUser(String value) {
        jdbc.sql("select set_config('app.user_id', ?, true)")
                .param(value)
                .query((row, number) -> number)
                .list();
    }

    private static MembershipView membership(ResultSet row, int number) throws SQLException {
        Array permissions = row.getArray(4);
        return new MembershipView(row.getObject(1, UUID.class), row.getString(2), row.getString(3), List.of((String[])
                permissions.getArray()));
    }
}
