package com.penguinmails.benchmarks.api;

import com.penguinmails.benchmarks.measure.Statistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The same question to the same million rows: of the application role, which the policy binds and which names no tenant, and of a role that no policy binds and
 * that names the tenant itself. On the tables of campaign-service as its migrations left them, in turns, one connection each.
 */
final class RowSecurity {

    private static final int TENANTS = 100;
    private static final int LEADS_OF_A_TENANT = 10_000;
    private static final int MEMBERS_OF_A_LIST = 1_000;
    private static final int WARM_UP = 30;
    private static final long BUDGET_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final int MOST_TURNS = 3_000;
    private static final int FEWEST_TURNS = 15;

    private static final String PLAIN_ROLE = "bench_unbound";
    private static final String PASSWORD = "bench-only";
    /** Makes the tenants' ids from their numbers, and the leads' ids from both. */
    private static final String TENANT_ID = "md5('tenant ' || %s)::uuid";

    private final BenchedStack platform;

    RowSecurity(BenchedStack platform) {
        this.platform = platform;
    }

    /**
     * One kind of question.
     *
     * @param rlsMicros median with the policy
     * @param plainMicros median without it
     */
    record Shape(String name, int turns, double rlsMicros, double plainMicros, double ratio) {}

    private record Question(String name, String sql, String plainCondition, boolean writes) {

        String bound() {
            return sql.replace("{tenant}", "");
        }

        String unbound(String tenant) {
            return sql.replace("{tenant}", plainCondition.replace("?", "'" + tenant + "'"));
        }
    }

    List<Shape> run() throws SQLException {
        Progress.say("writing 1,000,000 leads of %d tenants", TENANTS);
        String tenant;
        String lead;
        String list;
        try (var connection = platform.superuser()) {
            fill(connection);
            tenant = text(connection, "select " + TENANT_ID.formatted("'50'"));
            lead = text(
                    connection,
                    "select id::text from campaigns.leads where tenant_id = '" + tenant
                            + "' order by id offset 5000 limit 1");
            list = text(connection, "select id::text from campaigns.lists where tenant_id = '" + tenant + "' limit 1");
        }
        var shapes = new ArrayList<Shape>();
        try (var bound = platform.connectAs("campaigns_app");
                var unbound = platform.connectAs(PLAIN_ROLE, PASSWORD)) {
            for (Connection each : List.of(bound, unbound)) {
                each.setAutoCommit(false);
                execute(each, "set search_path = campaigns");
                each.commit();
            }
            for (Question question : questions(lead, list)) {
                Shape shape = measure(question, bound, unbound, tenant);
                Progress.say(
                        "%-34s with RLS %9.0f us, without %9.0f us: %.2fx, %d turns",
                        shape.name(), shape.rlsMicros(), shape.plainMicros(), shape.ratio(), shape.turns());
                shapes.add(shape);
            }
        }
        return shapes;
    }

    private static List<Question> questions(String lead, String list) {
        String of = " and tenant_id = ?";
        return List.of(
                new Question("one lead by its id", "select * from leads where id = '" + lead + "'{tenant}", of, false),
                new Question(
                        "a page of 50, from a cursor",
                        "select id, address, first_name, company from leads where id > '" + lead
                                + "'{tenant} order by id limit 50",
                        of,
                        false),
                new Question(
                        "20 by the beginning of the address",
                        "select id, address from leads where address ^@ 'lead77'{tenant} order by address limit 20",
                        of,
                        false),
                new Question("count of one tenant's leads", "select count(*) from leads where true{tenant}", of, false),
                new Question(
                        "count by a column without index",
                        "select count(*) from leads where company = 'Company 7'{tenant}",
                        of,
                        false),
                new Question(
                        "members of a list, two tables",
                        "select count(*), max(l.address) from list_members m join leads l on l.tenant_id = m.tenant_id and l.id = m.lead_id"
                                + " where m.list_id = '" + list + "'{tenant}",
                        " and m.tenant_id = ? and l.tenant_id = ?",
                        false),
                new Question(
                        "update of one lead",
                        "update leads set title = 'CEO' where id = '" + lead + "'{tenant}",
                        of,
                        true));
    }

    private static Shape measure(Question question, Connection bound, Connection unbound, String tenant)
            throws SQLException {
        var withPolicy = new ArrayList<Long>();
        var without = new ArrayList<Long>();
        try (var rls = bound.prepareStatement(question.bound());
                var plain = unbound.prepareStatement(question.unbound(tenant))) {
            long until = System.nanoTime() + BUDGET_NANOS;
            for (int turn = 0; turn < MOST_TURNS + WARM_UP; turn++) {
                // The one that goes second finds the pages in the processor's cache.
                boolean first = turn % 2 == 0;
                long a = first ? time(bound, rls, tenant, question) : time(unbound, plain, tenant, question);
                long b = first ? time(unbound, plain, tenant, question) : time(bound, rls, tenant, question);
                if (turn >= WARM_UP || System.nanoTime() > until) {
                    withPolicy.add(first ? a : b);
                    without.add(first ? b : a);
                }
                if (System.nanoTime() > until && withPolicy.size() >= FEWEST_TURNS) {
                    break;
                }
            }
        }
        double rls = Statistics.median(withPolicy) / 1_000;
        double plain = Statistics.median(without) / 1_000;
        return new Shape(
                question.name(),
                withPolicy.size(),
                Math.rint(rls * 10) / 10,
                Math.rint(plain * 10) / 10,
                Math.rint(Statistics.ratio(rls, plain) * 100) / 100);
    }

    /** Both begin their transaction alike, so that what is timed is the question alone. */
    private static long time(Connection connection, PreparedStatement statement, String tenant, Question question)
            throws SQLException {
        execute(connection, "select set_config('app.tenant_id', '" + tenant + "', true)");
        long started = System.nanoTime();
        if (question.writes()) {
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException(question.name() + " changed nothing");
            }
        } else {
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException(question.name() + " found nothing");
                }
                while (rows.next()) {
                    rows.getString(1);
                }
            }
        }
        long took = System.nanoTime() - started;
        connection.rollback();
        return took;
    }

    private static void fill(Connection connection) throws SQLException {
        execute(connection, "set search_path = campaigns");
        execute(connection, "set synchronous_commit = off");
        execute(connection, "create role " + PLAIN_ROLE + " login bypassrls password '" + PASSWORD + "'");
        execute(connection, "grant connect on database " + connection.getCatalog() + " to " + PLAIN_ROLE);
        execute(connection, "grant usage on schema campaigns to " + PLAIN_ROLE);
        execute(connection, "grant select, update on all tables in schema campaigns to " + PLAIN_ROLE);
        execute(connection, """
                insert into leads (tenant_id, id, address, first_name, last_name, company, attributes, created_at)
                select %s, md5('lead ' || t || ' ' || n)::uuid, 'lead' || n || '@tenant' || t || '.example', 'First ' || n, 'Last ' || n,
                       'Company ' || n %% 500, '{}', now()
                from generate_series(1, %d) as n, generate_series(1, %d) as t""".formatted(TENANT_ID.formatted("t"), LEADS_OF_A_TENANT, TENANTS));
        execute(connection, """
                insert into lists (tenant_id, id, name, created_at)
                select %s, md5('list ' || t)::uuid, 'Everybody', now() from generate_series(1, %d) as t""".formatted(TENANT_ID.formatted("t"), TENANTS));
        execute(connection, """
                insert into list_members (tenant_id, list_id, lead_id, added_at)
                select %s, md5('list ' || t)::uuid, md5('lead ' || t || ' ' || n)::uuid, now()
                from generate_series(1, %d) as n, generate_series(1, %d) as t""".formatted(TENANT_ID.formatted("t"), MEMBERS_OF_A_LIST, TENANTS));
        for (String table : List.of("leads", "lists", "list_members")) {
            execute(connection, "vacuum (analyze, freeze) " + table);
        }
        execute(connection, "checkpoint");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("nothing found by " + sql);
            }
            return rows.getString(1);
        }
    }
}
