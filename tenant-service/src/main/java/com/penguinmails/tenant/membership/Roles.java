package com.penguinmails.tenant.membership;

import com.penguinmails.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roles there are; the same in every tenant. */
@Component
public class Roles {

    private static final String SELECT = """
            select r.role, r.name, r.description,
                   array(select p.permission from role_permissions p where p.role = r.role order by p.permission) as permissions
            from roles r """;

    private final JdbcClient jdbc;

    Roles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From the one that may do most to the one that may do least. */
    @Transactional(readOnly = true)
    public List<Role> all() {
        return jdbc.sql(SELECT + " order by r.rank desc").query(Roles::role).list();
    }

    /** Refuses with {@code invalid-request} when there is no such role. */
    @Transactional(readOnly = true)
    public Role get(String role) {
        return jdbc.sql(SELECT + " where r.role = ?")
                .param(role)
                .query(Roles::role)
                .optional()
                .orElseThrow(() -> Refusal.invalid("role", "must be one of the roles at /api/v1/tenant/roles"));
    }

    private static Role role(ResultSet row, int number) throws SQLException {
        return new Role(row.getString("role"), row.getString("name"), row.getString("description"), List.of((String[])
                row.getArray("permissions").getArray()));
    }
}
