package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.Sending.Result;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** Workers that took a message and were never heard of again. */
class LostWorkersIT extends EmailIT {

    @Autowired
    ScheduledTaskHolder schedule;

    @Test
    void afterHalfAnHourNobodyCanKnowAndNothingIsSentAgain() {
        UUID lost = handedOut("a@lead.example");
        UUID here = tenant;
        tenant = UUID.randomUUID();
        contents(tenant).put(content, snapshot(PAGE));
        UUID alsoLost = handedOut("b@lead.example");
        clock.advance(Duration.ofMinutes(30));
        UUID recent = handedOut("c@lead.example");
        runTheWatch();
        assertThat(status(alsoLost)).isEqualTo("sending");

        clock.advance(Duration.ofSeconds(1));
        runTheWatch();
        runTheWatch();

        assertThat(status(lost)).isEqualTo("uncertain");
        assertThat(status(alsoLost)).isEqualTo("uncertain");
        assertThat(status(recent)).isEqualTo("sending");
        assertThat(told(Type.UNCERTAIN, alsoLost)).containsExactly("worker worker-1 took it and never reported");
        tenant = here;
        assertThat(told(lost)).containsExactly(Type.QUEUED, Type.UNCERTAIN);
        assertThat(prepare(lost)).isEqualTo(new Prepared.Skip(lost, "already uncertain"));
    }

    @Test
    void aWorkerThatComesBackAfterAllIsStillBelieved() {
        UUID accepted = handedOut("a@lead.example");
        UUID rejected = handedOut("b@lead.example");
        clock.advance(Duration.ofMinutes(31));
        runTheWatch();

        record(accepted, Result.ACCEPTED, 250);
        record(rejected, Result.REJECTED, 550);

        assertThat(status(accepted)).isEqualTo("sent");
        assertThat(status(rejected)).isEqualTo("bounced");
        assertThat(told(accepted)).containsExactly(Type.QUEUED, Type.UNCERTAIN, Type.SENT);
    }

    @Test
    void aMessageThatKillsItsWorkersIsGivenUpTheThirdTime() {
        UUID poison = submitted("a@lead.example");
        for (int death = 1; death <= 3; death++) {
            assertThat(status(poison)).isEqualTo("queued");
            assertThat(prepare(poison)).isInstanceOf(Prepared.Ready.class);
            incarnation = UUID.randomUUID();
            sending(tenant).recovered(WORKER, new Sending.Recovery(incarnation));
        }

        assertThat(status(poison)).isEqualTo("failed");
        assertThat(told(Type.FAILED, poison)).containsExactly("its worker died every time");
        assertThat(prepare(poison)).isEqualTo(new Prepared.Skip(poison, "already failed"));
    }

    private void runTheWatch() {
        var watch = schedule.getScheduledTasks().stream()
                .filter(task -> task.toString().contains("LostWorkers"))
                .toList();
        assertThat(watch).hasSize(1);
        watch.getFirst().getTask().getRunnable().run();
    }
}
