package com.penguinmails.testkit.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Declared policies that let one role see more than the tenant in scope. What they show is allowed, and not a row more. */
final class Doors {

    private final Session session;
    /** {@code table:policy:role}, as services declare them. */
    private final Set<String> declared;

    Doors(Session session, Set<String> declared) {
        this.session = session;
        this.declared = declared;
    }

    /** A condition that is true for the rows which {@code role} may reach by {@code command} (r, a, w or d) without their tenant in scope. */
    String condition(Table table, String role, char command) throws SQLException {
        var conditions = conditions(table, role, command);
        return conditions.isEmpty()
                ? "false"
                : conditions.stream().map(each -> "(" + each + ")").collect(Collectors.joining(" or "));
    }

    /** Whether the role is let in to everything, so that the policy of tenants says nothing about it. */
    boolean wideOpen(Table table, String role) throws SQLException {
        return conditions(table, role, '*').contains("true");
    }

    private List<String> conditions(Table table, String role, char command) throws SQLException {
        var conditions = new ArrayList<String>();
        for (var policy : session.rows("""
                select p.polname, coalesce(pg_get_expr(p.polqual, p.polrelid), 'true')
                from pg_policy p
                where p.polrelid = %s::regclass and p.polcmd in ('*', %s)
                  and p.polroles = array[(select oid from pg_roles where rolname = %s)]""".formatted(
                        Literal.quoted(table.name()), Literal.quoted(String.valueOf(command)), Literal.quoted(role)))) {
            if (declared.contains(table.plainName() + ":" + policy.get(0) + ":" + role)) {
                conditions.add(String.valueOf(policy.get(1)));
            }
        }
        return conditions;
    }
}
