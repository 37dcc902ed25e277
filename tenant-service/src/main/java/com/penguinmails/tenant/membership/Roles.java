package com.penguinmails.tenant.membership;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roles there are in the tenant in scope: those that every tenant has, and its own. */
@Component
public class Roles {

    private static final String SELECT = """
            select role, name, description, custom, permissions from (
              select r.role, r.name, r.description, false as custom, r.rank,
                     array(select p.permission from role_permissions p where p.role = r.role order by p.permission) as permissions
              from roles r where r.rank > 0
              union all
              select c.role, c.name, c.description, true, 0,
                     array(select p.permission from custom_role_permissions p
                           where p.tenant_id = c.tenant_id and p.role = c.role order by p.permission)
              from custom_roles c where c.tenant_id = :tenant
            ) known""";

    private final JdbcClient jdbc;

    Roles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From the one that may do most to the one that may do least, and then the tenant's own. */
    @Transactional(readOnly = true)
    public List<Role> all() {
        return jdbc.sql(SELECT + " order by rank desc, role")
                .param("tenant", TenantScope.current().value())
                .query(Roles::role)
                .list();
    }

    /** Refuses with {@code invalid-request} when there is no such role. */
    @Transactional(readOnly = true)
    public Role get(String role) {
        return jdbc.sql(SELECT + " where role = :role")
                .param("tenant", TenantScope.current().value())
                .param("role", role)
                .query(Roles::role)
                .optional()
                .orElseThrow(() -> Refusal.invalid("role", "must be one of the roles at /api/v1/tenant/roles"));
    }

    private static Role role(ResultSet row, int number) throws SQLException {
        return new Role(
                row.getString("role"),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("custom"),
                List.of((String[]) row.getArray("permissions").getArray()));
    }
}
