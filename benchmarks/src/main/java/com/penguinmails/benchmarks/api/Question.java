package com.penguinmails.benchmarks.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement as campaign-service sends it, with its values bound and not written into it, so that planning costs what it costs there.
 *
 * @param sql with named parameters, and {@code {tenant}} where one who is not bound by a policy names the tenant
 * @param tenantCondition what is put there, with the parameter {@code :tenant}
 * @param values by the names of parameters; one that is missing is null
 * @param writes whether it changes a row
 */
record Question(String name, String sql, String tenantCondition, Map<String, Object> values, boolean writes) {

    /** A colon and a name, but no cast. */
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-z]+)");

    /** For a role that the policy binds. */
    PreparedStatement bound(Connection connection) throws SQLException {
        return prepare(connection, sql.replace("{tenant}", ""));
    }

    /** For a role that no policy binds. */
    PreparedStatement unbound(Connection connection) throws SQLException {
        return prepare(connection, sql.replace("{tenant}", tenantCondition));
    }

    private PreparedStatement prepare(Connection connection, String text) throws SQLException {
        List<String> names = PARAMETER
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        var bind = new ArrayList<@Nullable Object>();
        names.forEach(name -> bind.add(values.get(name)));
        PreparedStatement statement =
                connection.prepareStatement(PARAMETER.matcher(text).replaceAll("?"));
        for (int i = 0; i < bind.size(); i++) {
            Object value = bind.get(i);
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }
}
