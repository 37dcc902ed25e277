package com.penguinmails.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogCheckIT {

    private static final DatabaseProperties PLAIN = TenancyFixture.properties(List.of(), List.of());

    private final TenancyFixture fixture = new TenancyFixture(2);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void wellMadeTablesHaveNoFinding() {
        assertThat(fixture.findings(PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R1| alter table lead disable row level security",
                "R1| alter table lead no force row level security",
                "R2| alter table lead drop constraint lead_pkey, alter column tenant_id drop not null",
                "R3| drop policy tenant on lead",
                "R3| alter policy tenant on lead using (true)",
                "R3| create policy second on lead using (true)",
                "R3| alter policy tenant on lead with check (true)",
                "R4| create unique index lead_email_global on lead (email)",
                "R5| alter table list add unique (id, tenant_id), add unique (id); "
                        + "alter table lead add foreign key (list_id) references list (id)",
                "R6| create view leads as select * from lead",
                "R7| create materialized view all_leads as select * from lead",
                "R8| create table part (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id)) partition by hash (id); "
                        + "create table part_0 partition of part for values with (modulus 1, remainder 0)",
                "R9| grant truncate on lead to campaigns_app",
                "R10| create function all_of_it() returns bigint language sql security definer as 'select count(*) from campaigns.lead'"
            })
    void eachSeededFaultIsNamed(String rule, String fault) {
        fixture.asOwner(fault);

        assertThat(fixture.findings(PLAIN)).anyMatch(finding -> finding.startsWith(rule + " "));
    }

    @Test
    void anApplicationRoleThatMayDoMoreIsNamed() {
        fixture.execute("postgres", "grant pg_read_all_data to campaigns_app");
        try {
            assertThat(fixture.findings(PLAIN)).anyMatch(finding -> finding.startsWith("R11 "));
        } finally {
            fixture.execute("postgres", "revoke pg_read_all_data from campaigns_app");
        }
    }

    @Test
    void aDeclaredDoorIsAcceptedForItsRoleOnly() {
        fixture.asOwner("create policy dispatch on lead to queue_app using (true)");

        assertThat(fixture.findings(PLAIN)).anyMatch(finding -> finding.startsWith("R3 lead"));
        assertThat(fixture.findings(TenancyFixture.properties(List.of(), List.of("lead:dispatch:queue_app"))))
                .isEmpty();
        assertThat(fixture.findings(TenancyFixture.properties(List.of(), List.of("lead:dispatch:campaigns_app"))))
                .anyMatch(finding -> finding.startsWith("R3 lead"));
    }

    @Test
    void aGlobalTableMustBeDeclaredAndMustExist() {
        fixture.asOwner("create table plan (id uuid primary key)");

        assertThat(fixture.findings(PLAIN)).anyMatch(finding -> finding.startsWith("R1 plan"));
        assertThat(fixture.findings(TenancyFixture.properties(List.of("plan"), List.of())))
                .isEmpty();
        assertThat(fixture.findings(TenancyFixture.properties(List.of("plan", "gone"), List.of())))
                .anyMatch(finding -> finding.startsWith("R1 gone"));
    }
}
