package com.penguinmails.tenant.membership;

import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
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

    /** So long an access token works; an entry that is over by then gives none any more. */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    /** A person's own memberships; and for an operator the tenants they entered, unless they are a member there. */
    private static final String MEMBERSHIPS = """
            select tenant_id, name, role, permissions from (
              select m.tenant_id, t.name, coalesce(m.custom_role, m.role) as role, m.joined_at as since,
                     array(select p.permission from role_permissions p where p.role = m.role
                           union
                           select c.permission from custom_role_permissions c where c.tenant_id = m.tenant_id and c.role = m.custom_role
                           order by 1) as permissions
              from memberships m join tenants t on t.tenant_id = m.tenant_id
              where m.user_id = :user
              union all
              select e.tenant_id, t.name, 'operator', e.entered_at,
                     array(select p.permission from staff_entry_permissions p where p.role = s.role order by p.permission)
              from operator_entries e
                join tenants t on t.tenant_id = e.tenant_id
                join staff_members s on s.user_id = e.operator_id and s.active
              where e.operator_id = :user and e.ended_at is null and e.expires_at > :latest
                and not exists (select 1 from memberships m where m.tenant_id = e.tenant_id and m.user_id = :user)
            ) belonging order by since, tenant_id""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MembershipsOfPerson(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Oldest first; empty for a stranger. */
    public List<MembershipView> of(UUID userId) {
        return TenantScope.platform(
                "a person's own memberships",
                () -> Objects.requireNonNull(transaction.execute(status -> as(
                        userId,
                        () -> jdbc.sql(MEMBERSHIPS)
                                .param("user", userId)
                                .param("latest", Timestamp.from(clock.instant().plus(TOKEN_LIFE)))
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
