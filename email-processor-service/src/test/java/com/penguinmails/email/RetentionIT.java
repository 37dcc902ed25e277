package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.PlatformTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Outcomes go after three years and engagements after 400 days, of all tenants; messages stay. */
@SuppressWarnings("NullAway.Init")
class RetentionIT extends EmailIT {

    @Autowired
    List<JobSchedule> schedules;

    @Autowired
    List<JobHandler> handlers;

    @Test
    void oldOutcomesGoAndTheirMessagesStay() {
        UUID old = sent("old@lead.example");
        UUID young = sent("young@lead.example");
        age("send_attempts", "at", old, "80 days");
        age("send_attempts", "at", young, "40 days");

        prune("email.prune-attempts", Duration.ZERO);
        assertThat(rows("send_attempts", old)).isOne();

        prune("email.prune-attempts", Duration.ofDays(3 * 365 - 60));
        assertThat(rows("send_attempts", old)).isZero();
        assertThat(rows("send_attempts", young)).isOne();
        assertThat(status(old)).isEqualTo("sent");
    }

    @Test
    void oldEngagementsGoAndASuppressionStays() {
        UUID old = sent("gone@lead.example");
        UUID young = sent("here@lead.example");
        engaged(old, "80 days");
        engaged(young, "40 days");

        prune("email.prune-engagements", Duration.ZERO);
        assertThat(rows("engagements", old)).isOne();

        prune("email.prune-engagements", Duration.ofDays(400 - 60));
        assertThat(rows("engagements", old)).isZero();
        assertThat(rows("engagements", young)).isOne();
        assertThat(rows("send_attempts", old)).as("only what the job is for").isOne();
    }

    @Test
    void whatIsYoungStaysWhateverIsAsked() {
        UUID message = sent("young@lead.example");
        age("send_attempts", "at", message, "29 days");
        engaged(message, "29 days");
        var app = JdbcClient.create(database.connectingAs("email_app"));
        for (String function : List.of("prune_send_attempts", "prune_engagements")) {
            app.sql("select email." + function + "(now() + interval '1 day', 1000)")
                    .query(Integer.class)
                    .single();
        }
        assertThat(rows("send_attempts", message)).isOne();
        assertThat(rows("engagements", message)).isOne();
    }

    @Test
    void bothAreDeclaredAndHaveHandlers() {
        assertThat(schedules).extracting(JobSchedule::name).contains("prune-attempts", "prune-engagements");
        assertThat(handlers).extracting(JobHandler::kind).contains("email.prune-attempts", "email.prune-engagements");
    }

    private UUID sent(String recipient) {
        UUID id = handedOut(recipient);
        record(id, Result.ACCEPTED, 250);
        return id;
    }

    private void engaged(UUID message, String age) {
        behind().sql("""
                        insert into email.engagements (tenant_id, message_id, kind, link, hits, first_at, last_at)
                        values (?, ?, 'open', 0, 3, now() - interval '300 days', now() - ?::interval)""").params(tenant, message, age).update();
    }

    private void age(String table, String column, UUID message, String age) {
        int aged = behind().sql(
                        "update email." + table + " set " + column + " = now() - ?::interval where message_id = ?")
                .params(age, message)
                .update();
        assertThat(aged).isOne();
    }

    private int rows(String table, UUID message) {
        return behind().sql("select count(*) from email." + table + " where message_id = ?")
                .param(message)
                .query(Integer.class)
                .single();
    }

    /** The service's clock is turned for it: the other tests have their own time. */
    private void prune(String kind, Duration later) {
        Instant before = clock.instant();
        clock.set(Instant.now().plus(later));
        try {
            JobReport report = client(JobHandling.class, "worker", PlatformTenant.ID.value())
                    .handle(
                            kind,
                            List.of(new JobDelivery(UUID.randomUUID(), PlatformTenant.ID.value(), kind, 1, "{}", "")))
                    .getFirst();
            assertThat(report.next()).isEqualTo(JobReport.Next.DONE);
        } finally {
            clock.set(before);
        }
    }
}
