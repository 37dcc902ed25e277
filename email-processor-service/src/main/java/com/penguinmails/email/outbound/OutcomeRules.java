package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome means for a message; decides and changes nothing.
 *
 * <p>Facts of SMTP win over who is supposed to hold the message. A 2xx is always believed. A message whose answer is lost is never
 * sent again, whoever holds it now. Every other outcome changes a message only if nobody else holds it: from a worker that lost it,
 * the outcome goes into the history, and the worker is told to ask again soon.
 */
final class OutcomeRules {

    private OutcomeRules() {}

    /** @param attempts how many outcomes were recorded before */
    record Current(
            MessageStatus status,
            int attempts,
            @Nullable String worker,
            @Nullable UUID incarnation) {

        boolean isHeldBy(String someWorker, UUID someIncarnation) {
            return status == MessageStatus.SENDING && someWorker.equals(worker) && someIncarnation.equals(incarnation);
        }
    }

    /**
     * @param next null when the message stays as it is
     * @param retryAt what the worker is told; null when the message is finished for it
     * @param suppress whether the address does not exist
     */
    record Verdict(@Nullable MessageStatus next, @Nullable Instant retryAt, boolean suppress) {

        private static Verdict none() {
            return new Verdict(null, null, false);
        }

        private static Verdict to(MessageStatus next) {
            return new Verdict(next, null, false);
        }
    }

    static Verdict judge(
            Current current,
            String worker,
            UUID incarnation,
            SendOutcome outcome,
            SendingSettings settings,
            Instant now) {
        MessageStatus status = current.status();
        if (outcome.result() == Result.ACCEPTED) {
            return status == MessageStatus.SENT ? Verdict.none() : Verdict.to(MessageStatus.SENT);
        }
        boolean addressAtFault = outcome.result() == Result.REJECTED
                && BounceFault.of(outcome.code(), outcome.enhancedCode(), outcome.reply()) == BounceFault.ADDRESS;
        if (status.isFinished()) {
            return status == MessageStatus.UNCERTAIN && outcome.result() == Result.REJECTED
                    ? new Verdict(MessageStatus.BOUNCED, null, addressAtFault)
                    : Verdict.none();
        }
        if (outcome.result() == Result.UNCERTAIN) {
            return Verdict.to(MessageStatus.UNCERTAIN);
        }
        if (status == MessageStatus.SENDING && !current.isHeldBy(worker, incarnation)) {
            return new Verdict(null, now.plus(settings.hold()), addressAtFault);
        }
        if (outcome.result() == Result.REJECTED) {
            return new Verdict(MessageStatus.BOUNCED, null, addressAtFault);
        }
        // Deferred there, or not sent by us: the ladder is the same, and neither says anything about the address.
        Optional<Instant> retryAt = settings.nextTry(current.attempts(), now);
        return retryAt.isPresent()
                ? new Verdict(MessageStatus.DEFERRED, retryAt.get(), false)
                : Verdict.to(MessageStatus.FAILED);
    }
}
