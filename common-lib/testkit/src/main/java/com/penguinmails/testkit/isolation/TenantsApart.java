package com.penguinmails.testkit.isolation;

import com.penguinmails.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The proof that tenants are kept apart, for every table of a service: rows of two tenants are made from the catalog, then everything is tried that could
 * reach the other's. A table of which no row can be made fails the proof by name.
 *
 * <pre>{@code
 * TenantsApart.in(database, environment).prove();
 * TenantsApart.in(database, environment).proveThatFaultsAreSeen();
 * }</pre>
 *
 * <p>Random, by a seed that is printed: {@code -Disolation.seed=...} repeats a run, {@code -Disolation.rounds=...} makes it longer. Everything happens in
 * transactions that are rolled back.
 */
public final class TenantsApart {

    private static final int ROUNDS = 3;
    private static final int ROWS = 3;

    private final DataSource superuser;
    private final List<String> schemas;
    private final Set<String> globalTables;
    private final Set<String> doors;
    private final Map<String, List<String>> given = new HashMap<>();
    private final List<Actor> actors = new ArrayList<>();
    private final long seed;
    private int rounds;

    /**
     * @param globalTables tables that belong to no tenant
     * @param doors declared ways across tenants, as {@code table:policy:role}
     */
    public TenantsApart(DataSource superuser, List<String> schemas, List<String> globalTables, List<String> doors) {
        this.superuser = superuser;
        this.schemas = List.copyOf(schemas);
        this.globalTables = Set.copyOf(globalTables);
        this.doors = Set.copyOf(doors);
        this.seed = Long.getLong("isolation.seed", System.nanoTime());
        this.rounds = Integer.getInteger("isolation.rounds", ROUNDS);
    }

    /** For a service under test: schemas, global tables and doors as its configuration declares them, tried as its application role and as its owner. */
    public static TenantsApart in(TestDatabase database, Environment environment) {
        String schema = environment.getRequiredProperty("penguinmails.database.schema");
        var schemas = new ArrayList<>(List.of(schema));
        schemas.addAll(listed(environment, "also-schemas"));
        return new TenantsApart(
                        database.superuser(),
                        schemas,
                        listed(environment, "global-tables"),
                        listed(environment, "doors"))
                .as(schema + "_app")
                .asOwner(schema + "_owner");
    }

    /** Tries it as this role, too, which has what it was granted. */
    public TenantsApart as(String role) {
        actors.add(new Actor(role, false));
        return this;
    }

    /** Tries it as the role that owns the tables, too. */
    public TenantsApart asOwner(String role) {
        actors.add(new Actor(role, true));
        return this;
    }

    /** How often it is tried with new rows, unless {@code -Disolation.rounds} says otherwise. */
    public TenantsApart rounds(int usually) {
        rounds = Integer.getInteger("isolation.rounds", usually);
        return this;
    }

    /** Values for a column that cannot be guessed; {@code column} is {@code table.column}. */
    public TenantsApart values(String column, String... values) {
        given.put(column, List.of(values));
        return this;
    }

    /** @throws AssertionError naming every way that was found from one tenant to another */
    public void prove() {
        var leaks = leaks();
        if (!leaks.isEmpty()) {
            throw new AssertionError("Tenants are not kept apart (-Disolation.seed=" + seed + "):\n  "
                    + String.join(
                            "\n  ",
                            leaks.stream().map(Leak::toString).distinct().toList()));
        }
    }

    /** Empty when no way was found from one tenant to another. */
    public List<Leak> leaks() {
        var random = new Random(seed);
        var leaks = new ArrayList<Leak>();
        int attempts = 0;
        int tables = 0;
        for (int round = 0; round < rounds; round++) {
            try (var session = Session.open(superuser);
                    var calculator = superuser.getConnection()) {
                var scene = scene(session, calculator, random);
                for (Table table : scene.catalog().tenantTables()) {
                    for (Actor actor : bound(scene, table)) {
                        scene.attempts().on(table, actor, false);
                    }
                }
                for (Actor actor : actors) {
                    if (!actor.bypasses() && boundEverywhere(scene, actor)) {
                        scene.attempts().onViews(actor);
                    }
                }
                leaks.addAll(scene.attempts().leaks());
                attempts += scene.attempts().made();
                tables = scene.catalog().tenantTables().size();
            } catch (SQLException failure) {
                throw failed(failure);
            }
        }
        System.out.printf(
                "%s: %d tables, %d attempts in %d rounds, isolation.seed=%d%n",
                String.join(", ", schemas), tables, attempts, rounds, seed);
        return leaks;
    }

    /**
     * Breaks each table in every way there is, one after the other, and tries it again.
     *
     * @throws AssertionError naming every fault that was not noticed
     */
    public void proveThatFaultsAreSeen() {
        var unseen = unseen();
        if (!unseen.isEmpty()) {
            throw new AssertionError("Faults that nothing noticed (-Disolation.seed=" + seed + "):\n  "
                    + String.join("\n  ", unseen.stream().map(Fault::toString).toList()));
        }
    }

    private List<Fault> unseen() {
        var unseen = new LinkedHashSet<Fault>();
        int tried = 0;
        try (var session = Session.open(superuser);
                var calculator = superuser.getConnection()) {
            var scene = scene(session, calculator, new Random(seed));
            for (Table table : scene.catalog().tenantTables()) {
                for (Fault fault : Fault.of(table, application(scene, table))) {
                    session.mark();
                    for (String statement : fault.statements()) {
                        session.run(statement);
                    }
                    tried++;
                    if (!seen(scene, table)) {
                        unseen.add(fault);
                    }
                    session.undo();
                }
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
        System.out.printf("%s: %d seeded faults, isolation.seed=%d%n", String.join(", ", schemas), tried, seed);
        return List.copyOf(unseen);
    }

    private String application(Scene scene, Table table) throws SQLException {
        return bound(scene, table).stream()
                .filter(actor -> !actor.bypasses())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no application role is bound by the policy of " + table.name()))
                .role();
    }

    private boolean seen(Scene scene, Table table) throws SQLException {
        for (Actor actor : bound(scene, table)) {
            var attempts = scene.freshAttempts();
            attempts.on(table, actor, true);
            if (!attempts.leaks().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Those whom the policy of this table binds. */
    private List<Actor> bound(Scene scene, Table table) throws SQLException {
        var bound = new ArrayList<Actor>();
        for (Actor actor : actors) {
            if (!scene.doors().wideOpen(table, actor.role())) {
                bound.add(actor);
            }
        }
        if (bound.isEmpty()) {
            throw new AssertionError("every role is let in to all of " + table.name() + ", so nothing was tried");
        }
        return bound;
    }

    private static boolean boundEverywhere(Scene scene, Actor actor) throws SQLException {
        for (Table table : scene.catalog().tenantTables()) {
            if (scene.doors().wideOpen(table, actor.role())) {
                return false;
            }
        }
        return true;
    }

    private Scene scene(Session session, Connection calculator, Random random) throws SQLException {
        var catalog = new Catalog(session, schemas, globalTables);
        if (catalog.tenantTables().isEmpty()) {
            throw new AssertionError("no table of a tenant in " + schemas);
        }
        for (Table table : catalog.tenantTables()) {
            if (!table.hasTenant()) {
                throw new AssertionError(table.name() + " has no tenant_id and is not declared as a global table");
            }
        }
        try (var statement = calculator.createStatement()) {
            statement.execute("set search_path = " + String.join(", ", schemas));
        }
        var values = new Values(random, Clock.systemUTC());
        var maker = new RowMaker(session, calculator, catalog, values, random, given);
        String a = values.id();
        String b = values.id();
        String nobody = values.id();
        for (Table table : catalog.tenantTables()) {
            maker.write(table, a, ROWS);
            maker.write(table, b, ROWS);
        }
        return new Scene(catalog, maker, session, new Doors(session, doors), a, b, nobody);
    }

    /** The rows of a round, and who looks at them. */
    private record Scene(
            Catalog catalog,
            RowMaker maker,
            Session session,
            Doors doors,
            String a,
            String b,
            String nobody,
            Attempts attempts) {

        Scene(Catalog catalog, RowMaker maker, Session session, Doors doors, String a, String b, String nobody) {
            this(
                    catalog,
                    maker,
                    session,
                    doors,
                    a,
                    b,
                    nobody,
                    new Attempts(session, maker, doors, catalog, a, b, nobody));
        }

        Attempts freshAttempts() {
            return new Attempts(session, maker, doors, catalog, a, b, nobody);
        }
    }

    private AssertionError failed(SQLException failure) {
        return new AssertionError(
                "The proof broke off with -Disolation.seed=" + seed + ": " + failure.getMessage(), failure);
    }

    private static List<String> listed(Environment environment, String property) {
        String name = "penguinmails.database." + property;
        return Binder.get(environment).bind(name, Bindable.listOf(String.class)).orElse(List.of());
    }
}
