package com.penguinmails.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.Ids;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.worker.identity.WorkerIdentity;
import com.penguinmails.worker.journal.Journal;
import com.penguinmails.worker.journal.Replay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRecoveryIT {

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.atNoon();
    private final Ids ids = new Ids(Clock.systemUTC());
    private final TenantId tenant = new TenantId(UUID.randomUUID());

    /** Notes what it is told, after refusing the first so many calls. */
    private static final class Remembering implements Sending {

        private final List<String> told = new CopyOnWriteArrayList<>();
        private final AtomicInteger refusals;

        private Remembering(int refusals) {
            this.refusals = new AtomicInteger(refusals);
        }

        @Override
        public List<Prepared> prepare(PrepareRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OutcomeAck> record(OutcomeReport report) {
            refuse();
            report.outcomes()
                    .forEach(outcome -> told.add(TenantScope.current() + " " + report.incarnation() + " "
                            + outcome.messageId() + " " + outcome.result()));
            return report.outcomes().stream()
                    .map(outcome -> new OutcomeAck(outcome.messageId(), null))
                    .toList();
        }

        @Override
        public void recovered(String workerId, Recovery recovery) {
            refuse();
            told.add("recovered " + workerId + " " + recovery.currentIncarnation());
        }

        private void refuse() {
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw Refusal.unavailable("service-unavailable", "Starting.");
            }
        }
    }

    @Test
    void whatAnEarlierRunLeftIsToldBeforeMailIsSentAgain() throws IOException {
        WorkerIdentity crashed = WorkerIdentity.claim(folder, ids);
        UUID answered = UUID.randomUUID();
        UUID unanswered = UUID.randomUUID();
        var journal = Journal.open(folder, crashed.incarnation());
        journal.intent(tenant, answered, clock.instant());
        journal.receipt(tenant, new SendOutcome(answered, Result.ACCEPTED, clock.instant(), 250, null, "ok"));
        journal.intent(tenant, unanswered, clock.instant());
        crashed.close();

        WorkerIdentity back = WorkerIdentity.claim(folder, ids);
        var emailProcessor = new Remembering(2);
        var recovery = new JournalRecovery(emailProcessor, new OutcomeReports(emailProcessor, back.workerId()), back);
        assertThat(recovery.isOpen()).isFalse();
        recovery.start();
        await().atMost(Duration.ofSeconds(20)).until(recovery::isOpen);

        String asBefore = tenant + " " + crashed.incarnation() + " ";
        assertThat(emailProcessor.told)
                .containsExactlyInAnyOrder(
                        asBefore + answered + " ACCEPTED",
                        asBefore + unanswered + " UNCERTAIN",
                        "recovered " + back.workerId() + " " + back.incarnation());
        assertThat(emailProcessor.told.getLast()).startsWith("recovered");
        assertThat(Replay.of(folder, back.incarnation()).unrecorded()).isEmpty();
        recovery.stop();
        back.close();
    }
}
