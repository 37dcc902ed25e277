package com.penguinmails.worker.sending;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.OutcomeAck;
import com.penguinmails.contracts.email.Sending.OutcomeReport;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells email-processor outcomes until it has recorded them. */
final class OutcomeReports {

    private static final Logger log = LoggerFactory.getLogger(OutcomeReports.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Sending sending;
    private final String workerId;
    private final CountDownLatch stopped = new CountDownLatch(1);

    OutcomeReports(Sending sending, String workerId) {
        this.sending = sending;
        this.workerId = workerId;
    }

    /**
     * Reports outcomes of one tenant, again and again while email-processor is away.
     *
     * @param incarnation the run that spoke SMTP
     * @return the answers of those that are recorded; an outcome that was refused for good has none
     */
    List<OutcomeAck> record(TenantId tenant, UUID incarnation, List<SendOutcome> outcomes) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return report(tenant, incarnation, outcomes);
            } catch (Refusal refusal) {
                if (isForGood(refusal)) {
                    return oneByOne(tenant, incarnation, outcomes, refusal);
                }
                log.warn("{} outcomes are not recorded yet: {}", outcomes.size(), refusal.code());
            } catch (RuntimeException failure) {
                log.warn("{} outcomes are not recorded yet", outcomes.size(), failure);
            }
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("stopped; the journal remembers what is not recorded");
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Ends all waiting. */
    void stop() {
        stopped.countDown();
    }

    private List<OutcomeAck> report(TenantId tenant, UUID incarnation, List<SendOutcome> outcomes) {
        var report = new OutcomeReport(workerId, incarnation, outcomes);
        return TenantScope.<List<OutcomeAck>, RuntimeException>call(tenant, () -> sending.record(report));
    }

    private List<OutcomeAck> oneByOne(TenantId tenant, UUID incarnation, List<SendOutcome> outcomes, Refusal whole)
            throws InterruptedException {
        if (outcomes.size() == 1) {
            log.error(
                    "the outcome {} of message {} was refused: {}",
                    outcomes.getFirst().result(),
                    outcomes.getFirst().messageId(),
                    whole.code());
            return List.of();
        }
        var acks = new ArrayList<OutcomeAck>();
        for (SendOutcome outcome : outcomes) {
            acks.addAll(record(tenant, incarnation, List.of(outcome)));
        }
        return acks;
    }

    private static boolean isForGood(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID, NOT_FOUND, CONFLICT, TOO_LARGE, UNSUPPORTED -> true;
            // A token can be renewed and a service come back.
            case UNAUTHENTICATED, FORBIDDEN, TOO_MANY, UNAVAILABLE -> false;
        };
    }
}
