package com.penguinmails.testkit.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantsApartIT {

    private static final List<String> GLOBAL = List.of("colour");
    private static final List<String> DOORS = List.of("item:held:campaigns_owner");

    private final TestDatabase database = TestDatabase.create();

    TenantsApartIT() throws IOException {
        try (var sample = Objects.requireNonNull(TenantsApartIT.class.getResourceAsStream("/isolation/sample.sql"))) {
            asOwner(new String(sample.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void wellMadeTablesPassAndNothingStaysBehind() {
        assertThat(proof(GLOBAL, DOORS).rounds(5).leaks()).isEmpty();
        assertThat(rowsLeftIn("holder")).isZero();
    }

    @Test
    void everyWayToBreakATableIsSeen() {
        proof(GLOBAL, DOORS).proveThatFaultsAreSeen();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "campaigns.item | drop policy tenant on item",
                "campaigns.item | alter policy tenant on item using (tenant_id is not null)",
                "campaigns.item | alter policy tenant on item with check (true)",
                "campaigns.item | create policy second on item for delete using (true)",
                "campaigns.part | alter table part disable row level security",
                "campaigns.part | alter table part no force row level security",
                "campaigns.note | grant update on note_late to campaigns_app",
                "campaigns.note | alter table note_late no force row level security",
                "campaigns.item | create unique index item_digest on item (digest)",
                "campaigns.item | grant truncate on item to campaigns_app",
                "campaigns.item | alter policy tenant on item using (tenant_id = coalesce(nullif(current_setting('app.tenant_id', true), '')::uuid, tenant_id))",
            })
    void aBrokenTableIsNamed(String table, String fault) {
        asOwner(fault);

        assertThatThrownBy(() -> proof(GLOBAL, DOORS).prove())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(table)
                .hasMessageContaining("-Disolation.seed=");
    }

    @Test
    void aViewThatLooksWithItsOwnersEyesIsNamed() {
        execute("postgres", "alter view campaigns.item_names set (security_invoker = false)");
        execute("postgres", "alter view campaigns.item_names owner to postgres");

        assertThat(proof(GLOBAL, DOORS).leaks()).extracting(Leak::table).contains("campaigns.item_names");
    }

    @Test
    void aDoorThatIsNotDeclaredIsALeak() {
        assertThat(proof(GLOBAL, List.of()).rounds(6).leaks())
                .isNotEmpty()
                .allMatch(leak ->
                        leak.table().equals("campaigns.item") && leak.role().equals("campaigns_owner"));
    }

    @Test
    void aTableThatWasForgottenIsNamed() {
        asOwner("create table forgotten (id uuid primary key)");

        assertThatThrownBy(() -> proof(GLOBAL, DOORS).prove())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("campaigns.forgotten");
    }

    @Test
    void aTableOfWhichNoRowCanBeMadeIsNamedUntilItIsTold() {
        asOwner(
                "create table odd (tenant_id uuid not null, id uuid not null, word text not null check (md5(word) = md5('penguin')),"
                        + " primary key (tenant_id, id))");
        asOwner("alter table odd enable row level security");
        asOwner("alter table odd force row level security");
        asOwner(
                "create policy tenant on odd using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))");

        proof(GLOBAL, DOORS).values("odd.word", "penguin", "gull").prove();
        assertThatThrownBy(() -> proof(GLOBAL, DOORS).values("odd.word", "gull").prove())
                .hasMessageContaining("campaigns.odd")
                .hasMessageContaining("odd_word_check");
    }

    @Test
    void aRoleThatIsLetInToAllProvesNothing() {
        asOwner("create policy dispatch on part to queue_app using (true)");

        assertThatThrownBy(() -> new TenantsApart(
                                database.superuser(), List.of("campaigns"), GLOBAL, List.of("part:dispatch:queue_app"))
                        .as("queue_app")
                        .prove())
                .hasMessageContaining("campaigns.part");
    }

    private TenantsApart proof(List<String> global, List<String> doors) {
        return new TenantsApart(database.superuser(), List.of("campaigns"), global, doors)
                .as("campaigns_app")
                .asOwner("campaigns_owner")
                .rounds(1);
    }

    private long rowsLeftIn(String table) {
        try (var connection = database.superuser().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from campaigns." + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void asOwner(String sql) {
        execute("campaigns_owner", sql);
    }

    private void execute(String role, String sql) {
        try (var connection = database.connectingAs(role).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }
}
