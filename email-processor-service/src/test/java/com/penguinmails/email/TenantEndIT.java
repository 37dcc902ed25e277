package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.tenant.TenantEvents;
import com.penguinmails.contracts.tenant.TenantEvents.Standing;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A tenant that may not send does not, and of a closed one nothing stays. */
class TenantEndIT extends EmailIT {

    @Test
    void noMailIsHandedToAWorkerWhileTheTenantMayNotSend() {
        UUID id = submitted("a@lead.example");
        told(Standing.SUSPENDED, 1);

        assertThat(prepare(id))
                .isInstanceOfSatisfying(
                        Prepared.Hold.class, hold -> assertThat(hold.until()).isAfter(clock.instant()));
        assertThat(status(id)).isEqualTo("queued");

        told(Standing.ACTIVE, 3);
        // It was overtaken.
        told(Standing.CLOSING, 2);
        assertThat(prepare(id)).isInstanceOf(Prepared.Ready.class);
    }

    @Test
    void nothingOfAClosedTenantIsLeft() {
        UUID sent = handedOut("a@lead.example");
        record(sent, Result.ACCEPTED, 250);
        handedOut("b@lead.example");
        submitted("c@lead.example");
        asUser("POST", "/api/v1/suppressions", "{\"address\":\"d@lead.example\"}", "suppression:write");
        assertThat(tablesWithRows())
                .contains(
                        "content.links",
                        "content.snapshots",
                        "email.messages",
                        "email.send_attempts",
                        "email.suppressions");

        assertThat(told(Standing.CLOSED, 1)).isEqualTo(JobReport.Next.DONE);
        assertThat(told(Standing.CLOSED, 1)).isEqualTo(JobReport.Next.DONE);

        assertThat(tablesWithRows()).containsExactly("email.tenant_standings");
        assertThat(prepare(sent)).isInstanceOf(Prepared.Hold.class);
    }

    @Test
    void changesOfTheListAreToldWithoutAddresses() {
        asUser("POST", "/api/v1/suppressions", "{\"address\":\"d@lead.example\"}", "suppression:write");
        UUID id = behind().sql("select id from email.suppressions where tenant_id = ?")
                .param(tenant)
                .query((row, number) -> row.getObject(1, UUID.class))
                .single();
        assertThat(asUser("DELETE", "/api/v1/suppressions/" + id, "", "suppression:write")
                        .statusCode())
                .isEqualTo(204);

        assertThat(behind().sql(
                                "select payload from queue.job_states where tenant_id = ? and kind = 'tenant.record-act' order by id")
                        .param(tenant)
                        .query((row, number) -> row.getString(1))
                        .list())
                .hasSize(2)
                .noneMatch(payload -> payload.contains("lead.example"))
                .satisfies(payloads -> {
                    assertThat(payloads.getFirst()).contains("suppressions.added");
                    assertThat(payloads.getLast()).contains("suppression.removed", id.toString());
                });
    }

    private JobReport.Next told(Standing standing, long seq) {
        String payload =
                json.writeValueAsString(new TenantEvents.TenantStanding(tenant, standing, seq, clock.instant()));
        return client(JobHandling.class, "worker", tenant)
                .handle(
                        TenantEvents.STANDING,
                        List.of(new JobDelivery(UUID.randomUUID(), tenant, TenantEvents.STANDING, 1, payload, "")))
                .getFirst()
                .next();
    }

    private List<String> tablesWithRows() {
        return behind().sql("""
                        select table_schema || '.' || table_name from information_schema.columns
                         where table_schema in ('email', 'content') and column_name = 'tenant_id' order by 1""").query((row, number) -> row.getString(1)).list().stream()
                .filter(table -> behind().sql("select count(*) from " + table + " where tenant_id = ?")
                                .param(tenant)
                                .query(Long.class)
                                .single()
                        > 0)
                .toList();
    }
}
