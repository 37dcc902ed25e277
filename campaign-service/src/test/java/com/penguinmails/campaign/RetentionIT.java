package com.penguinmails.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.JobHandler;
import com.penguinmails.jobs.JobSchedule;
import com.penguinmails.jobs.PlatformTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rejected rows go after ninety days, of all tenants, and nothing else of an import does. */
@SuppressWarnings("NullAway.Init")
class RetentionIT extends CampaignServiceIT {

    private static final String KIND = "campaign.prune-rejections";

    @Autowired
    List<JobSchedule> schedules;

    @Autowired
    List<JobHandler> handlers;

    @Test
    void oldRejectionsOfAllTenantsGoAndTheirCountsStay() {
        Person ann = Person.withTenant(http);
        Person bob = Person.withTenant(http);
        for (Person person : List.of(ann, bob)) {
            UUID old = imported(person);
            age(old, "50 days");
            UUID young = imported(person);
            age(young, "40 days");
        }

        prune(Duration.ZERO);
        for (Person person : List.of(ann, bob)) {
            assertThat(count("import_rejections", person)).isEqualTo(4);
        }

        prune(Duration.ofDays(45));
        for (Person person : List.of(ann, bob)) {
            assertThat(count("import_rejections", person)).isEqualTo(2);
            assertThat(person.get("/api/v1/leads/imports")
                            .body()
                            .path("items")
                            .valueStream()
                            .map(view -> view.path("rejected").asInt()))
                    .containsExactly(2, 2);
        }
    }

    @Test
    void whatIsYoungStaysWhateverIsAsked() {
        Person ann = Person.withTenant(http);
        age(imported(ann), "6 days");
        JdbcClient.create(database.connectingAs("campaigns_app"))
                .sql("select campaigns.prune_import_rejections(now() + interval '1 day', 1000)")
                .query(Integer.class)
                .single();
        assertThat(count("import_rejections", ann)).isEqualTo(2);
    }

    @Test
    void itIsDeclaredAndHasAHandler() {
        assertThat(schedules).extracting(JobSchedule::name).contains("prune-rejections");
        assertThat(handlers).extracting(JobHandler::kind).contains(KIND);
    }

    private static UUID imported(Person person) {
        var answer = person.upload("rows.csv", "email\na@example.com\nnobody\nnothing\n");
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(2);
        return answer.id();
    }

    private void age(UUID importId, String age) {
        superuser()
                .sql("update campaigns.import_rejections set rejected_at = now() - ?::interval where import_id = ?")
                .params(age, importId)
                .update();
    }

    /** The service's clock is turned for it: the other tests have their own time. */
    private void prune(Duration later) {
        Instant before = clock.instant();
        clock.set(Instant.now().plus(later));
        try {
            assertThat(deliver(KIND, PlatformTenant.ID.value(), UUID.randomUUID(), Map.of())
                            .path("next")
                            .asString())
                    .isEqualTo("DONE");
        } finally {
            clock.set(before);
        }
    }
}
