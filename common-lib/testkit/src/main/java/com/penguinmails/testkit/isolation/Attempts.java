package com.penguinmails.testkit.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Every way for one role to reach rows of tenant B while tenant A, or nobody, is in scope; and the own rows, which must be reached, so that a table
 * that shows nothing to anybody does not pass.
 */
final class Attempts {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String INVALID_TEXT = "22P02";
    private static final int TRIES = 20;

    private final Session session;
    private final RowMaker maker;
    private final Doors doors;
    private final Catalog catalog;
    /** Three tenants; the third owns nothing. */
    private final String a;

    private final String b;
    private final String nobody;

    private final List<Leak> leaks = new ArrayList<>();
    private int made;

    Attempts(Session session, RowMaker maker, Doors doors, Catalog catalog, String a, String b, String nobody) {
        this.session = session;
        this.maker = maker;
        this.doors = doors;
        this.catalog = catalog;
        this.a = a;
        this.b = b;
        this.nobody = nobody;
    }

    List<Leak> leaks() {
        return leaks;
    }

    /** How many statements were tried. */
    int made() {
        return made;
    }

    /** Tries everything, or stops at the first leak. */
    void on(Table table, Actor actor, boolean stopAtFirst) throws SQLException {
        var groups = List.<Group>of(
                this::withoutScope,
                this::reading,
                this::changing,
                this::deleting,
                this::inserting,
                this::moving,
                this::upserting,
                this::copying,
                this::pointing,
                this::colliding,
                this::emptying,
                this::partitions);
        for (Group group : groups) {
            group.on(table, actor);
            if (stopAtFirst && !leaks.isEmpty()) {
                return;
            }
        }
    }

    private interface Group {
        void on(Table table, Actor actor) throws SQLException;
    }

    private void withoutScope(Table table, Actor actor) throws SQLException {
        String own = maker.compose(table, a).insertInto(table);
        for (var scope : Scope.NONE) {
            String in = " " + scope.words();
            atMost(table, actor, scope, "select" + in, count(table, "true"), through(table, actor, 'r', "true"));
            atMost(table, actor, scope, "update" + in, blindUpdate(table, nobody), through(table, actor, 'w', "true"));
            atMost(table, actor, scope, "delete" + in, delete(table, "true"), through(table, actor, 'd', "true"));
            refused(table, actor, scope, "insert" + in, own);
        }
    }

    /** For a role that no door lets in anywhere: a view shows what its tables show. */
    void onViews(Actor actor) throws SQLException {
        for (String view : catalog.views()) {
            if (!may(actor, view, "select")) {
                continue;
            }
            String all = "select count(*) from " + view;
            for (var scope : Scope.NONE) {
                seesNothing(view, actor, scope, all);
            }
            seesNothing(view, actor, Scope.of(a), all + " where " + ofB());
        }
    }

    private void seesNothing(String view, Actor actor, Scope scope, String sql) throws SQLException {
        var outcome = attempt(actor, scope, sql);
        if (outcome.touchedMoreThan(0)) {
            leaks.add(new Leak(view, actor.role(), "select " + scope.words(), outcome.toString()));
        }
    }

    private void reading(Table table, Actor actor) throws SQLException {
        long through = through(table, actor, 'r', ofB());
        var scope = Scope.of(a);
        atMost(table, actor, scope, "select of B's rows", count(table, ofB()), through);
        for (Row row : maker.rows(table, b)) {
            atMost(table, actor, scope, "select by key", count(table, key(table, row)), through);
        }
        atMost(
                table,
                actor,
                scope,
                "select for update",
                "select count(*) from (select 1 from " + table.name() + " where " + ofB() + " for update) as locked",
                through(table, actor, 'w', ofB()));
        if (may(actor, table.name(), "select")) {
            own(table, actor, "select of own rows", count(table, ofA()));
        }
    }

    private void changing(Table table, Actor actor) throws SQLException {
        long through = through(table, actor, 'w', ofB());
        var scope = Scope.of(a);
        atMost(table, actor, scope, "update of B's rows", update(table, ofB()), through);
        atMost(
                table,
                actor,
                scope,
                "update of all that are not A's",
                update(table, notOfA()),
                through(table, actor, 'w', notOfA()));
        for (Row row : maker.rows(table, b)) {
            atMost(table, actor, scope, "update by key", update(table, key(table, row)), through);
        }
        atMost(
                table,
                actor,
                scope,
                "update of everything",
                blindUpdate(table, a),
                maker.rows(table, a).size() + through(table, actor, 'w', "true"));
        if (may(actor, table.name(), "select") && may(actor, table.name(), "update")) {
            own(table, actor, "update of own rows", update(table, ofA()));
        }
    }

    /** Reads no column, so that no policy for reading is asked. */
    private static String blindUpdate(Table table, String tenant) {
        return "update " + table.name() + " set tenant_id = " + Literal.quoted(tenant);
    }

    private void deleting(Table table, Actor actor) throws SQLException {
        long through = through(table, actor, 'd', ofB());
        var scope = Scope.of(a);
        atMost(table, actor, scope, "delete of B's rows", delete(table, ofB()), through);
        atMost(
                table,
                actor,
                scope,
                "delete of all that are not A's",
                delete(table, notOfA()),
                through(table, actor, 'd', notOfA()));
        for (Row row : maker.rows(table, b)) {
            atMost(table, actor, scope, "delete by key", delete(table, key(table, row)), through);
        }
        atMost(
                table,
                actor,
                scope,
                "merge that deletes B's rows",
                "merge into " + table.name() + " as t using (select " + Literal.quoted(b)
                        + "::uuid as tenant) as s on t.tenant_id = s.tenant when matched then delete",
                through);
    }

    private void inserting(Table table, Actor actor) throws SQLException {
        var scope = Scope.of(a);
        refused(
                table,
                actor,
                scope,
                "insert of a row of B",
                maker.compose(table, b).insertInto(table));
        if (!may(actor, table.name(), "insert")) {
            return;
        }
        for (int tries = 0; tries < TRIES; tries++) {
            var outcome = attempt(actor, scope, maker.compose(table, a).insertInto(table));
            if (outcome.refusedWith(UNIQUE_VIOLATION)) {
                continue; // The row of some tables is the only one of its tenant.
            }
            if (!outcome.touchedExactly(1)) {
                leak(table, actor, "insert of an own row", outcome);
            }
            return;
        }
    }

    private void moving(Table table, Actor actor) throws SQLException {
        refused(
                table,
                actor,
                Scope.of(a),
                "update that gives own rows to B",
                "update " + table.name() + " set tenant_id = " + Literal.quoted(b) + " where " + ofA());
    }

    private void upserting(Table table, Actor actor) throws SQLException {
        if (table.key().isEmpty()) {
            return;
        }
        var scope = Scope.of(a);
        String conflict =
                " on conflict (" + table.key().stream().map(Literal::name).collect(Collectors.joining(", ")) + ") do ";
        String toB = "update set tenant_id = " + Literal.quoted(b);
        String toA = "update set tenant_id = " + Literal.quoted(a);
        String bs = maker.rows(table, b).getFirst().insertInto(table);
        refused(table, actor, scope, "insert of B's row, on conflict do nothing", bs + conflict + "nothing");
        refused(table, actor, scope, "insert of B's row, on conflict do update", bs + conflict + toA);
        refused(
                table,
                actor,
                scope,
                "insert of an own row, on conflict give it to B",
                maker.rows(table, a).getFirst().insertInto(table) + conflict + toB);
    }

    private void copying(Table table, Actor actor) throws SQLException {
        var scope = Scope.of(a);
        refused(table, actor, scope, "insert ... select that gives own rows to B", copy(table, b, ofA()));
        if (through(table, actor, 'r', ofB()) == 0) {
            atMost(table, actor, scope, "insert ... select of B's rows", copy(table, a, ofB()), 0);
        }
    }

    /** A row of A must not be able to point at one of B: that would tell A what B has, and give B something of A's. */
    private void pointing(Table table, Actor actor) throws SQLException {
        if (actor.bypasses() || !may(actor, table.name(), "insert")) {
            return;
        }
        for (ForeignKey foreign : table.foreignKeys()) {
            Table target = catalog.table(foreign.target());
            var columns = foreign.columns().stream()
                    .filter(column -> !column.equals(Table.TENANT))
                    .toList();
            if (target == null || !target.ofTenants() || columns.isEmpty()) {
                continue;
            }
            Row aim = maker.rows(target, b).getFirst();
            for (int tries = 0; tries < TRIES; tries++) {
                Row row = maker.compose(table, a);
                if (columns.stream().anyMatch(column -> row.get(column) == null)) {
                    continue; // Where it may point nowhere, a check may want it to.
                }
                Row pointing = row;
                for (String column : columns) {
                    pointing = pointing.with(
                            column,
                            aim.get(foreign.targetColumns()
                                    .get(foreign.columns().indexOf(column))));
                }
                var outcome = attempt(actor, Scope.of(a), pointing.insertInto(table));
                if (!outcome.refusedWith(FOREIGN_KEY_VIOLATION)) {
                    leak(table, actor, foreign.name() + " that points at a row of B", outcome);
                }
                break;
            }
        }
    }

    /** Whoever owns nothing can only collide with somebody else's row. */
    private void colliding(Table table, Actor actor) throws SQLException {
        for (Row row : maker.rows(table, b)) {
            var outcome = attempt(
                    actor, Scope.of(nobody), row.with(Table.TENANT, nobody).insertInto(table));
            if (outcome.refusedWith(UNIQUE_VIOLATION)) {
                leak(table, actor, "insert of a row with B's names", outcome);
            }
        }
    }

    private void emptying(Table table, Actor actor) throws SQLException {
        if (!actor.bypasses()) {
            refused(table, actor, Scope.of(a), "truncate", "truncate " + table.name());
        }
    }

    private void partitions(Table table, Actor actor) throws SQLException {
        var scope = Scope.of(a);
        for (String partition : table.partitions()) {
            String values = maker.rows(table, a).getFirst().insertInto(table).replace(table.name(), partition);
            refused(table, actor, scope, "insert into " + partition, values);
            for (String statement : List.of(
                    "select count(*) from " + partition,
                    "update " + partition + " set tenant_id = " + Literal.quoted(a),
                    "delete from " + partition)) {
                if (actor.bypasses()) {
                    atMost(table, actor, scope, statement, statement, 0);
                } else {
                    refused(table, actor, scope, statement, statement);
                }
            }
        }
    }

    private void atMost(Table table, Actor actor, Scope scope, String what, String sql, long most) throws SQLException {
        var outcome = attempt(actor, scope, sql);
        // A violated key means that the row was reached.
        boolean reached = outcome instanceof Outcome.Refused
                && !outcome.refusedWith(INSUFFICIENT_PRIVILEGE)
                && !outcome.refusedWith(INVALID_TEXT);
        if (outcome.touchedMoreThan(most) || most == 0 && reached) {
            leak(table, actor, what, outcome);
        }
    }

    private void refused(Table table, Actor actor, Scope scope, String what, String sql) throws SQLException {
        var outcome = attempt(actor, scope, sql);
        if (!outcome.refusedWith(INSUFFICIENT_PRIVILEGE) && !outcome.refusedWith(INVALID_TEXT)) {
            leak(table, actor, what, outcome);
        }
    }

    private void own(Table table, Actor actor, String what, String sql) throws SQLException {
        var outcome = attempt(actor, Scope.of(a), sql);
        int all = maker.rows(table, a).size();
        if (!outcome.touchedExactly(all)) {
            leak(table, actor, what + " must reach all " + all, outcome);
        }
    }

    private Outcome attempt(Actor actor, Scope scope, String sql) throws SQLException {
        made++;
        return session.attempt(actor.role(), scope.value(), sql);
    }

    private void leak(Table table, Actor actor, String what, Outcome outcome) {
        leaks.add(new Leak(table.name(), actor.role(), what, outcome.toString()));
    }

    private boolean may(Actor actor, String relation, String privilege) throws SQLException {
        return session.count("select has_table_privilege(%s, %s, %s)::int"
                        .formatted(Literal.quoted(actor.role()), Literal.quoted(relation), Literal.quoted(privilege)))
                == 1;
    }

    /** How many of these rows a declared door shows the role anyway. */
    private long through(Table table, Actor actor, char command, String condition) throws SQLException {
        String door = doors.condition(table, actor.role(), command);
        return door.equals("false") ? 0 : session.count(count(table, "(" + condition + ") and (" + door + ")"));
    }

    private static String count(Table table, String condition) {
        return "select count(*) from " + table.name() + " where " + condition;
    }

    private static String update(Table table, String condition) {
        return "update " + table.name() + " set tenant_id = tenant_id where " + condition;
    }

    private static String delete(Table table, String condition) {
        return "delete from " + table.name() + " where " + condition;
    }

    private static String copy(Table table, String newTenant, String condition) {
        return "insert into " + table.name() + " (" + Row.names(table) + ") select "
                + table.columnNames().stream()
                        .map(column -> column.equals(Table.TENANT)
                                ? Literal.quoted(newTenant) + "::uuid"
                                : Literal.name(column))
                        .collect(Collectors.joining(", "))
                + " from " + table.name() + " where " + condition;
    }

    private static String key(Table table, Row row) {
        return row.isMeant(table, table.key().isEmpty() ? List.of(Table.TENANT) : table.key());
    }

    private String ofA() {
        return "tenant_id = " + Literal.quoted(a);
    }

    /** B's rows and those that other tests left of further tenants, which a door may show too. */
    private String notOfA() {
        return "not " + ofA();
    }

    private String ofB() {
        return "tenant_id = " + Literal.quoted(b);
    }
}
