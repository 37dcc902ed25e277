package com.penguinmails.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseBootstrapIT {

    private static final String DATABASE = "penguinmails";
    private static final DatabaseRoles ROLES = DatabaseRoles.each(role -> "pass'\\word of " + role);

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void prepareADatabaseTwice() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        execute(postgres.getPostgresDatabase(), "alter system set log_statement = 'all'", "select pg_reload_conf()");
        for (int run = 0; run < 2; run++) {
            DatabaseBootstrap.createDatabase(postgres.getPostgresDatabase(), DATABASE);
            DatabaseBootstrap.apply(postgres.getJdbcUrl("postgres", DATABASE), "postgres", "postgres", ROLES);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    static List<String> schemas() {
        return Schemas.ALL;
    }

    @Test
    void noRoleHasAPowerOfItsOwnAndOneReadsStatistics() throws Exception {
        assertRolesAreAsPromised();
    }

    private static void assertRolesAreAsPromised() throws SQLException {
        assertThat(strings("select rolname from pg_roles where rolname ~ '^[^_]+_(owner|app)$' and rolname !~ '^pg_'"))
                .containsExactlyInAnyOrderElementsOf(DatabaseRoles.NAMES);
        assertThat(strings("""
                        select rolname from pg_roles
                         where rolname ~ '_(owner|app)$' and rolname !~ '^pg_'
                           and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or not rolcanlogin)
                        """)).isEmpty();
        assertThat(
                        strings(
                                "select member::regrole || ' of ' || roleid::regrole from pg_auth_members where member::regrole::text ~ '_(owner|app)$'"))
                .as("one owner reads statistics, for a function that gives one number away")
                .containsExactly("queue_owner of pg_read_all_stats");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theAppRoleWorksWithRowsOfTheOwnersTablesAndWithNothingElse(String schema) throws Exception {
        String table = schema + ".probe";
        as(
                Schemas.ownerOf(schema),
                "create table " + table + " (id bigint generated always as identity primary key, note text)");
        String app = Schemas.appOf(schema);
        as(
                app,
                "insert into " + table + " (note) values ('a')",
                "update " + table + " set note = 'b'",
                "select * from " + table,
                "delete from " + table);

        refused(app, "truncate " + table, "permission denied");
        refused(app, "drop table " + table, "must be owner");
        refused(app, "alter table " + table + " disable row level security", "must be owner");
        refused(app, "create table " + schema + ".mine (id int)", "permission denied");
        refused(app, "create table public.mine (id int)", "permission denied");
        refused(app, "create schema mine", "permission denied");
        refused(app, "set role " + Schemas.ownerOf(schema), "permission denied");
        assertThat(strings("select relname from pg_class where pg_get_userbyid(relowner) = '" + app + "'"))
                .isEmpty();
        assertThat(strings("select privilege_type from information_schema.role_table_grants where grantee = '" + app
                        + "' and table_schema = '" + schema + "' and table_name = 'probe'"))
                .containsExactlyInAnyOrder("SELECT", "INSERT", "UPDATE", "DELETE");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void noOtherServiceSeesTheSchema(String schema) throws Exception {
        as(Schemas.ownerOf(schema), "create table if not exists " + schema + ".hidden (id int)");
        for (String other : Schemas.ALL) {
            String app = Schemas.appOf(other);
            if (!app.equals(Schemas.appOf(schema))) {
                refused(app, "select * from " + schema + ".hidden", "permission denied");
            }
        }
    }

    @Test
    void everyServiceMayUseTheQueueSchemaOnceItsOwnerGrantsATable() throws Exception {
        as("queue_owner", "create table queue.inbox (id int)");
        Set<String> others = Schemas.ALL.stream().map(Schemas::appOf).collect(Collectors.toSet());
        others.remove("queue_app");
        for (String app : others) {
            refused(app, "insert into queue.inbox values (1)", "permission denied for table");
            as("queue_owner", "grant insert on queue.inbox to " + app);
            as(app, "insert into queue.inbox values (1)");
        }
    }

    @Test
    void unqualifiedNamesMeanTheServicesOwnSchema() throws Exception {
        as("campaigns_owner", "create table unqualified (id int)");
        assertThat(strings("select schemaname from pg_tables where tablename = 'unqualified'"))
                .containsExactly("campaigns");
    }

    @Test
    void aRoleAlteredByHandComesBackToWhatWasPromised() throws Exception {
        execute(
                superuser(),
                "alter role billing_app bypassrls createrole",
                "grant billing_owner to billing_app",
                "grant create on schema billing to billing_app");
        DatabaseBootstrap.apply(superuser(), ROLES);
        assertRolesAreAsPromised();
        refused("billing_app", "create table billing.mine (id int)", "permission denied");
    }

    @Test
    void passwordsAreStoredAsGivenAndChangedByTheNextRun() throws Exception {
        assertThat(passwordIs("users_app", ROLES.password("users_app"))).isTrue();
        DatabaseBootstrap.apply(superuser(), DatabaseRoles.each(role -> "changed"));
        assertThat(passwordIs("users_app", "changed")).isTrue();
        assertThat(passwordIs("users_app", ROLES.password("users_app"))).isFalse();
        DatabaseBootstrap.apply(superuser(), ROLES);
    }

    @Test
    void severalLaunchersAtOnceDoNotTrip() throws Exception {
        List<Callable<Void>> launchers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String database = "side_by_side_" + i % 2;
            launchers.add(() -> {
                DatabaseBootstrap.createDatabase(postgres.getPostgresDatabase(), database);
                DatabaseBootstrap.apply(postgres.getDatabase("postgres", database), ROLES);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(launchers)) {
                done.get();
            }
        }
    }

    @Test
    void aUserWithoutThePowerIsToldAndNothingChanges() {
        DataSource weak = postgres.getDatabase("users_owner", DATABASE);
        assertThatThrownBy(() -> DatabaseBootstrap.apply(weak, ROLES))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    private static DataSource superuser() {
        return postgres.getDatabase("postgres", DATABASE);
    }

    private static void as(String role, String... statements) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(postgres.getJdbcUrl(role, DATABASE), role, ROLES.password(role))) {
            run(connection, statements);
        }
    }

    private static void execute(DataSource dataSource, String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            run(connection, statements);
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void refused(String role, String statement, String because) {
        assertThatThrownBy(() -> as(role, statement))
                .as("%s: %s", role, statement)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(because);
    }

    private static List<String> strings(String query) throws SQLException {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** The embedded server trusts every local login, so the stored SCRAM verifier is recomputed instead (RFC 5803). */
    private static boolean passwordIs(String role, String password) throws Exception {
        String verifier = strings("select rolpassword from pg_authid where rolname = '" + role + "'")
                .getFirst();
        return ScramVerifier.parse(verifier).matches(password);
    }
}
