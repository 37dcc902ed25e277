package com.penguinmails.benchmarks.api;

import com.penguinmails.benchmarks.measure.Statistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The same question to the same million rows: of the application role, which the policy binds and which names no tenant, and of a role that no policy binds and
 * that names the tenant itself. On the tables of campaign-service as its migrations left them, in turns, and in one session that changes its role, so
 * that the same process answers both. All questions are gone through in rounds, and the ratio of a question is the
 * median of its rounds': whatever else the machine does for a second then meets one round of it.
 */
final class RowSecurity {

    private static final int TENANTS = 100;
    private static final int LEADS_OF_A_TENANT = 10_000;
    private static final int MEMBERS_OF_A_LIST = 1_000;
    private static final int STOPPED_OF_A_TENANT = 200;

    static final int ROUNDS = 9;
    /** Turns of a round that are not counted: the processor has forgotten the question meanwhile. */
    private static final int WARM_UP = 20;

    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(600);
    private static final int MOST_TURNS = 400;
    private static final int FEWEST_TURNS = 15;

    private static final String BOUND_ROLE = "campaigns_app";
    private static final String PLAIN_ROLE = "bench_unbound";
    /** Makes the tenants' ids from their numbers, and the leads' ids from both. */
    private static final String TENANT_ID = "md5('tenant ' || %s)::uuid";

    private final BenchedStack platform;

    RowSecurity(BenchedStack platform) {
        this.platform = platform;
    }

    /**
     * One kind of question.
     *
     * @param rlsMicros median with the policy, over all rounds
     * @param plainMicros median without it
     * @param ratio median of the rounds' ratios of medians
     */
    record Shape(
            String name,
            int turns,
            double rlsMicros,
            double plainMicros,
            double ratio,
            List<Double> ratioOfEachRound) {}

    List<Shape> run() throws SQLException {
        Progress.say("writing 1,000,000 leads of %d tenants", TENANTS);
        try (var connection = platform.superuser()) {
            fill(connection);
            UUID tenant = id(connection, "select " + TENANT_ID.formatted("'50'"));
            UUID lead = id(
                    connection,
                    "select id from leads l where tenant_id = '" + tenant
                            + "' and not exists (select 1 from lead_stops s where s.tenant_id = l.tenant_id and s.lead_id = l.id)"
                            + " order by id offset 5000 limit 1");
            UUID list = id(connection, "select id from lists where tenant_id = '" + tenant + "' limit 1");
            connection.setAutoCommit(false);
            return measure(Questions.of(tenant, lead, list), connection, tenant);
        }
    }

    private static List<Shape> measure(List<Question> questions, Connection connection, UUID tenant)
            throws SQLException {
        Progress.say("asking with row-level security and without, %d rounds", ROUNDS);
        var asked = new ArrayList<Asked>();
        try {
            for (Question question : questions) {
                asked.add(new Asked(question, connection, tenant));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Asked question : asked) {
                    question.round();
                }
            }
            List<Shape> shapes = asked.stream().map(Asked::shape).toList();
            shapes.forEach(shape -> Progress.say(
                    "%-42s with RLS %7.0f us, without %7.0f us: %.2fx (%s)",
                    shape.name(), shape.rlsMicros(), shape.plainMicros(), shape.ratio(), shape.ratioOfEachRound()));
            return shapes;
        } finally {
            for (Asked question : asked) {
                question.close();
            }
        }
    }

    /** A question on its way through the rounds. */
    private static final class Asked implements AutoCloseable {

        private final Question question;
        private final Connection connection;
        private final PreparedStatement rls;
        private final PreparedStatement plain;
        private final UUID tenant;
        private final List<Long> withPolicy = new ArrayList<>();
        private final List<Long> without = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();

        Asked(Question question, Connection connection, UUID tenant) throws SQLException {
            this.question = question;
            this.connection = connection;
            this.tenant = tenant;
            this.rls = question.bound(connection);
            this.plain = question.unbound(connection);
        }

        void round() throws SQLException {
            var policy = new ArrayList<Long>();
            var none = new ArrayList<Long>();
            long until = System.nanoTime() + BUDGET_NANOS;
            for (int turn = 0; turn < MOST_TURNS + WARM_UP; turn++) {
                // The one that goes second finds the pages in the processor's cache.
                boolean first = turn % 2 == 0;
                long a = first ? time(BOUND_ROLE, rls) : time(PLAIN_ROLE, plain);
                long b = first ? time(PLAIN_ROLE, plain) : time(BOUND_ROLE, rls);
                if (turn >= WARM_UP || System.nanoTime() > until) {
                    policy.add(first ? a : b);
                    none.add(first ? b : a);
                }
                if (System.nanoTime() > until && policy.size() >= FEWEST_TURNS) {
                    break;
                }
            }
            ratios.add(hundredths(Statistics.ratio(Statistics.median(policy), Statistics.median(none))));
            withPolicy.addAll(policy);
            without.addAll(none);
        }

        Shape shape() {
            return new Shape(
                    question.name(),
                    withPolicy.size(),
                    Math.rint(Statistics.median(withPolicy) / 100) / 10,
                    Math.rint(Statistics.median(without) / 100) / 10,
                    hundredths(Statistics.median(ratios)),
                    List.copyOf(ratios));
        }

        /** Both begin their transaction alike, so that what is timed is the question alone. */
        private long time(String role, PreparedStatement statement) throws SQLException {
            execute(connection, "set local role " + role);
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

        private static double hundredths(double value) {
            return Math.rint(value * 100) / 100;
        }

        @Override
        public void close() throws SQLException {
            rls.close();
            plain.close();
        }
    }

    private static void fill(Connection connection) throws SQLException {
        execute(connection, "set search_path = campaigns");
        execute(connection, "set synchronous_commit = off");
        execute(connection, "create role " + PLAIN_ROLE + " bypassrls");
        execute(connection, "grant usage on schema campaigns to " + PLAIN_ROLE);
        execute(connection, "grant select, insert, update on all tables in schema campaigns to " + PLAIN_ROLE);
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
        execute(connection, """
                insert into lead_stops (tenant_id, lead_id, reason, stopped_at)
                select %s, md5('lead ' || t || ' ' || n)::uuid, 'bounced', now()
                from generate_series(1, %d) as n, generate_series(1, %d) as t""".formatted(TENANT_ID.formatted("t"), STOPPED_OF_A_TENANT, TENANTS));
        for (String table : List.of("leads", "lists", "list_members", "lead_stops")) {
            execute(connection, "vacuum (analyze, freeze) " + table);
        }
        execute(connection, "checkpoint");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static UUID id(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new IllegalStateException("nothing found by " + sql);
            }
            return rows.getObject(1, UUID.class);
        }
    }
}
