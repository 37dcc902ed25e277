package com.penguinmails.tenant.membership;

import com.penguinmails.contracts.tenant.Memberships.MembershipView;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All memberships of one person. The one place that opens the door between tenants, for that person's own rows. */
@Component
public class MembershipsOfPerson {

    private record Row(TenantId tenant, String role) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    MembershipsOfPerson(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Oldest first; empty for a stranger. */
    public List<MembershipView> of(UUID userId) {
        return rows(userId).stream()
                .map(row -> TenantScope.<MembershipView, RuntimeException>call(row.tenant(), () -> view(row)))
                .toList();
    }

    /** In how many tenants the person has this role. */
    public int count(UUID userId, String role) {
        return (int)
                rows(userId).stream().filter(row -> row.role().equals(role)).count();
    }

    private List<Row> rows(UUID userId) {
        return Objects.requireNonNull(TenantScope.platform(
                "a person's own memberships",
                () -> transaction.execute(status -> {
                    jdbc.sql("select set_config('app.user_id', ?, true)")
                            .param(userId.toString())
                            .query(String.class)
                            .single();
                    return jdbc.sql(
                                    "select tenant_id, role from memberships where user_id = ? order by joined_at, tenant_id")
                            .param(userId)
                            .query((row, number) -> new Row(TenantId.of(row.getString(1)), row.getString(2)))
                            .list();
                })));
    }

    private MembershipView view(Row row) {
        return Objects.requireNonNull(transaction.execute(status -> new MembershipView(
                row.tenant().value(),
                jdbc.sql("select name from tenants where tenant_id = ?")
                        .param(row.tenant().value())
                        .query(String.class)
                        .single(),
                row.role(),
                jdbc.sql("select permission from role_permissions where role = ? order by permission")
                        .param(row.role())
                        .query((line, number) -> line.getString(1))
                        .list())));
    }
}
