package com.penguinmails.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.kernel.Refusal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JobScheduleTest {

    private static final JobKind KIND = new JobKind("report.nightly", "housekeeping", ServiceName.BILLING);
    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void whatIsDeclaredSurvivesTheWayToTheQueuer() {
        DeclaredSchedule declared = new JobSchedule(
                        "nightly", KIND, Map.of("n", 1), "0 30 2 * * *", ZoneId.of("Europe/Berlin"), Missed.ONCE)
                .declared(json);
        assertThat(declared)
                .isEqualTo(new DeclaredSchedule(
                        "nightly", KIND, NewJob.LOW, "{\"n\":1}", "0 30 2 * * *", "Europe/Berlin", Missed.ONCE));
        assertThat(json.readValue(json.writeValueAsString(declared), DeclaredSchedule.class))
                .isEqualTo(declared);
    }

    @Test
    void aCronExpressionThatNobodyCanReadStopsTheServiceAtItsStart() {
        assertThatThrownBy(() -> new JobSchedule("n", KIND, Map.of(), "5 4 * * *", ZoneId.of("UTC"), Missed.SKIP))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theQueuerIsToldOnceItIsThere() {
        var schedule =
                new JobSchedule("n", KIND, Map.of(), "0 0 * * * *", ZoneId.of("UTC"), Missed.SKIP).declared(json);
        var told = Collections.synchronizedList(new ArrayList<List<DeclaredSchedule>>());
        var calls = new AtomicInteger();
        var registration = new ScheduleRegistration(
                () -> schedules -> {
                    if (calls.incrementAndGet() == 1) {
                        throw Refusal.unavailable("service-unavailable", "The queuer service cannot answer.");
                    }
                    told.add(schedules);
                },
                () -> List.of(schedule));
        registration.start();
        await().until(() -> !told.isEmpty());
        registration.stop();
        assertThat(told).containsExactly(List.of(schedule));
        assertThat(registration.isRunning()).isFalse();
    }
}
