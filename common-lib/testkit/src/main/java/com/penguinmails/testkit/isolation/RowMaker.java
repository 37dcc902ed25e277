package com.penguinmails.testkit.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows that satisfy every constraint of their table. Values are guessed; as long as a check refuses the row, one of the columns it speaks of is
 * guessed anew (the walk of WalkSAT). Foreign keys take their values from rows that are there.
 */
final class RowMaker {

    private static final int STEPS = 4000;
    private static final int STEPS_BEFORE_A_NEW_START = 200;
    private static final int TRIES = 40;

    private final Session session;
    /** Evaluates checks; apart from the session, so that an expression that fails ends nothing. */
    private final Connection calculator;

    private final Catalog catalog;
    private final Values values;
    private final Random random;
    /** By {@code table.column} without the schema. */
    private final Map<String, List<String>> given;

    private final Map<String, List<Row>> rows = new HashMap<>();

    RowMaker(
            Session session,
            Connection calculator,
            Catalog catalog,
            Values values,
            Random random,
            Map<String, List<String>> given) {
        this.session = session;
        this.calculator = calculator;
        this.catalog = catalog;
        this.values = values;
        this.random = random;
        this.given = given;
    }

    /** Rows made so far. */
    List<Row> rows(Table table, String tenant) {
        return rows.getOrDefault(table.name() + " " + tenant, List.of());
    }

    /**
     * Makes rows of one tenant and writes them; fewer where the table holds no more than one of a tenant.
     *
     * @throws NoRow when not even one could be made
     */
    void write(Table table, String tenant, int most) throws SQLException {
        String refused = "";
        int made = 0;
        for (int tries = 0; made < most && tries < TRIES; tries++) {
            Row row = compose(table, tenant);
            if (session.keep(row.insertInto(table)) instanceof Outcome.Refused refusal) {
                refused = refusal.toString();
                if (made > 0 && tries > TRIES / 4) {
                    return;
                }
            } else {
                rows.computeIfAbsent(table.name() + " " + tenant, key -> new ArrayList<>())
                        .add(row);
                made++;
            }
        }
        if (made == 0) {
            throw new NoRow(table, refused);
        }
    }

    /**
     * A row that keeps all checks and points to rows that exist; it is not written.
     *
     * @throws NoRow when none was found
     */
    Row compose(Table table, String tenant) throws SQLException {
        List<Variable> variables = variables(table, tenant);
        String refused = "";
        for (int step = 0; step < STEPS; step += STEPS_BEFORE_A_NEW_START) {
            var row = new LinkedHashMap<String, @Nullable String>();
            table.columns().forEach(column -> row.put(column.name(), null));
            for (Variable variable : variables) {
                variable.assign(row);
            }
            for (int move = 0; move < STEPS_BEFORE_A_NEW_START; move++) {
                var violated = violated(table, row);
                if (violated.isEmpty()) {
                    return new Row(row);
                }
                Check check = violated.get(random.nextInt(violated.size()));
                refused = "check " + check.name();
                var movable = variables.stream()
                        .filter(variable -> variable.columns().stream().anyMatch(check.columns()::contains))
                        .toList();
                if (movable.isEmpty()) {
                    break;
                }
                movable.get(random.nextInt(movable.size())).assign(row);
            }
        }
        throw new NoRow(table, refused);
    }

    private List<Check> violated(Table table, Map<String, @Nullable String> row) throws SQLException {
        if (table.checks().isEmpty()) {
            return List.of();
        }
        String sql = "select "
                + table.checks().stream()
                        .map(check -> "(" + check.expression() + ")")
                        .collect(Collectors.joining(", "))
                + " from (select "
                + table.columns().stream()
                        .map(column -> column.literal(row.get(column.name())) + " as " + Literal.name(column.name()))
                        .collect(Collectors.joining(", "))
                + ") as row_to_be";
        try (var statement = calculator.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            var violated = new ArrayList<Check>();
            for (int i = 0; i < table.checks().size(); i++) {
                if (!answer.getBoolean(i + 1) && !answer.wasNull()) {
                    violated.add(table.checks().get(i));
                }
            }
            return violated;
        } catch (SQLException failed) {
            if (failed.getSQLState() == null || failed.getSQLState().startsWith("42")) {
                throw failed;
            }
            // A guess for which an expression has no value at all, such as a division by zero.
            return table.checks();
        }
    }

    /** What is guessed together: one column, or the columns of a foreign key. */
    private record Variable(Set<String> columns, Guess guess) {
        void assign(Map<String, @Nullable String> row) throws SQLException {
            guess.into(row);
        }
    }

    private interface Guess {
        void into(Map<String, @Nullable String> row) throws SQLException;
    }

    private List<Variable> variables(Table table, String tenant) throws SQLException {
        var variables = new ArrayList<Variable>();
        var bound = new HashSet<String>();
        if (table.ofTenants()) {
            bound.add(Table.TENANT);
            variables.add(new Variable(Set.of(Table.TENANT), row -> row.put(Table.TENANT, tenant)));
        }
        for (ForeignKey key : table.foreignKeys()) {
            var columns = key.columns().stream()
                    .filter(column -> !(table.ofTenants() && column.equals(Table.TENANT)))
                    .collect(Collectors.toSet());
            if (columns.isEmpty()) {
                continue;
            }
            bound.addAll(columns);
            var targets = targets(table, key, tenant);
            boolean mayBeNull = columns.stream()
                    .anyMatch(column -> !table.column(column).orElseThrow().required());
            if (targets.isEmpty() && !mayBeNull) {
                throw new NoRow(table, "nothing for " + key.name() + " to refer to in " + key.target());
            }
            variables.add(new Variable(columns, row -> {
                boolean none = targets.isEmpty() || mayBeNull && random.nextInt(100) < 40;
                Row target = none ? new Row(Map.of()) : targets.get(random.nextInt(targets.size()));
                for (int i = 0; i < key.columns().size(); i++) {
                    String column = key.columns().get(i);
                    if (columns.contains(column)) {
                        row.put(column, target.get(key.targetColumns().get(i)));
                    }
                }
            }));
        }
        for (Column column : table.columns()) {
            if (!bound.contains(column.name())) {
                variables.add(new Variable(Set.of(column.name()), row -> row.put(column.name(), value(table, column))));
            }
        }
        return variables;
    }

    private @Nullable String value(Table table, Column column) throws SQLException {
        var byHand = given.get(table.plainName() + "." + column.name());
        if (byHand != null) {
            return byHand.get(random.nextInt(byHand.size()));
        }
        if (!column.defaultSql().isEmpty() && random.nextInt(100) < 30) {
            return session.rows("select (" + column.defaultSql() + ")::text")
                    .getFirst()
                    .getFirst();
        }
        return values.guess(
                column,
                table.checks().stream()
                        .filter(check -> check.columns().contains(column.name()))
                        .toList());
    }

    /** Rows that a foreign key may point to: the tenant's own, or those of a table that all share. */
    private List<Row> targets(Table table, ForeignKey key, String tenant) throws SQLException {
        Table target = catalog.table(key.target());
        if (target == null) {
            throw new NoRow(table, key.name() + " refers to " + key.target() + ", which is in none of the schemas");
        }
        if (target.ofTenants()) {
            return rows(target, tenant);
        }
        var shared = shared(target, key);
        if (shared.isEmpty()) {
            write(target, tenant, 1);
            shared = shared(target, key);
        }
        return shared;
    }

    private List<Row> shared(Table target, ForeignKey key) throws SQLException {
        var found = new ArrayList<Row>();
        String columns = key.targetColumns().stream()
                .map(column -> Literal.name(column) + "::text")
                .collect(Collectors.joining(", "));
        for (var each : session.rows("select " + columns + " from " + target.name() + " limit 50")) {
            var row = new LinkedHashMap<String, @Nullable String>();
            for (int i = 0; i < key.targetColumns().size(); i++) {
                row.put(key.targetColumns().get(i), each.get(i));
            }
            found.add(new Row(row));
        }
        return found;
    }

    /** No row of a table could be made, so nothing is known of it. */
    static final class NoRow extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoRow(Table table, String because) {
            super("no row of " + table.name() + " can be made, last refused by: " + Objects.requireNonNull(because)
                    + ". Give values by hand: values(\"" + table.plainName() + ".<column>\", ...)");
        }
    }
}
