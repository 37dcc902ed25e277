package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.tenancy.CatalogCheck;
import com.penguinmails.tenancy.TenantScope;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Both schemas keep tenants apart, and the check would see it if they did not. */
class CatalogIT extends EmailIT {

    private static final List<String> TABLES = List.of(
            "email.cancelled_campaigns",
            "email.messages",
            "email.send_attempts",
            "email.engagements",
            "email.suppressions",
            "content.snapshots",
            "content.links");

    private static final String CANONICAL = """
             using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
             with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))""";

    @Autowired
    CatalogCheck check;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyTableIsCovered() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void aDroppedPolicyTurnsTheCheckRed() {
        for (String table : TABLES) {
            String name = table.substring(table.indexOf('.') + 1);
            try {
                behind().sql("drop policy tenant on " + table).update();
                assertThat(findings()).contains("R3 " + name + ": needs exactly one canonical policy");
                behind().sql("create policy tenant on " + table + " using (true)")
                        .update();
                assertThat(findings())
                        .contains("R3 " + name + ": policy tenant is neither the canonical one nor a declared door");
            } finally {
                behind().sql("drop policy if exists tenant on " + table).update();
                behind().sql("create policy tenant on " + table + " " + CANONICAL)
                        .update();
            }
            behind().sql("alter table " + table + " no force row level security")
                    .update();
            assertThat(findings()).contains("R1 " + name + ": row-level security must be enabled and forced");
            behind().sql("alter table " + table + " force row level security").update();
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void theDoorTellsTenantsAndNoMessages() {
        handedOut("a@lead.example");

        TenantScope.runPlatform(
                "test",
                () -> transaction.executeWithoutResult(status -> {
                    assertThat(jdbc.sql("select * from tenants_sending(null, null)")
                                    .query(UUID.class)
                                    .list())
                            .contains(tenant);
                    for (String table : TABLES) {
                        assertThat(jdbc.sql("select count(*) from " + table)
                                        .query(Integer.class)
                                        .single())
                                .as(table)
                                .isZero();
                    }
                }));
    }

    private List<String> findings() {
        return TenantScope.platform(
                        "test", () -> Objects.requireNonNull(transaction.execute(status -> check.findings())))
                .stream()
                .map(CatalogCheck.Finding::toString)
                .toList();
    }
}
