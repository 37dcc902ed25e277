package com.penguinmails.contracts.email;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * How a worker sends: it asks for ready envelopes, speaks SMTP, and reports what happened. All calls are for the tenant in scope.
 *
 * <p>A message is handed to one worker only. Until that worker reports an outcome, or says after a restart that its journal
 * holds no trace of it, nobody else gets the message: an answer that nobody knows becomes {@code uncertain}, never a second mail.
 */
public interface Sending {

    /** Carried out by the worker itself; the payload is {@link SendJob}. */
    /** A slow mail server may take twenty minutes for all its replies. */
    JobKind SEND = new JobKind(
            "email.send",
            "email-sending",
            ServiceName.WORKER,
            // What fails here is between our own services, a mail server's refusal is no failure of the job: soon
            // again, and often.
            JobPolicy.USUAL
                    .timeout(Duration.ofMinutes(20))
                    .backoff(Duration.ofSeconds(2), Duration.ofMinutes(1))
                    .maxAttempts(20));

    record SendJob(UUID messageId) {}

    /** Checks suppression and marks each message {@code sending} for this worker, in one transaction; one answer per message, in order. */
    @PostExchange("/internal/sending/prepare")
    List<Prepared> prepare(@RequestBody PrepareRequest request);

    /** Records outcomes; idempotent, so a worker may report the same outcome again after a crash. One answer per outcome, in order. */
    @PostExchange("/internal/sending/outcomes")
    List<OutcomeAck> record(@RequestBody OutcomeReport report);

    /**
     * The worker came back and has reported everything its journal holds: what else was handed to earlier incarnations of it was never
     * spoken over SMTP and is free again. Not bound to a tenant.
     */
    @PostExchange("/internal/sending/workers/{workerId}/recovered")
    void recovered(@PathVariable String workerId, @RequestBody Recovery recovery);

    /**
     * @param workerId stable over restarts: it names the journal
     * @param incarnation new at every start of the worker process
     */
    record PrepareRequest(String workerId, UUID incarnation, List<UUID> messageIds) {}

    record Recovery(UUID currentIncarnation) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Prepared.Ready.class, name = "ready"),
        @JsonSubTypes.Type(value = Prepared.Skip.class, name = "skip"),
        @JsonSubTypes.Type(value = Prepared.Hold.class, name = "hold")
    })
    sealed interface Prepared {

        UUID messageId();

        /**
         * Send it now.
         *
         * @param rfcMessageId the Message-ID header with angle brackets; the same on every attempt
         * @param returnPath the envelope sender
         * @param unsubscribeUrl goes into List-Unsubscribe, RFC 8058
         */
        record Ready(
                UUID messageId,
                UUID mailboxId,
                String rfcMessageId,
                String returnPath,
                String from,
                @Nullable String fromName,
                String to,
                String subject,
                String html,
                String text,
                String unsubscribeUrl,
                String feedbackId)
                implements Prepared {}

        /** Will never be sent: already sent, suppressed, cancelled or unknown; the job is done. */
        record Skip(UUID messageId, String reason) implements Prepared {}

        /** Not now: another worker may still be sending it, or the campaign is paused. Ask again then. */
        record Hold(UUID messageId, Instant until, String reason) implements Prepared {}
    }

    /** @param incarnation the one that spoke SMTP, which after a crash is not the one that reports */
    record OutcomeReport(String workerId, UUID incarnation, List<SendOutcome> outcomes) {}

    /**
     * @param at when the reply was read
     * @param code the SMTP reply code, 0 when there was none
     * @param enhancedCode RFC 3463, for example {@code 5.1.1}; null when the server gave none
     * @param reply the server's words, at most 500 characters
     */
    record SendOutcome(
            UUID messageId,
            Result result,
            Instant at,
            int code,
            @Nullable String enhancedCode,
            @Nullable String reply) {}

    enum Result {
        /** 2xx after the final dot. */
        ACCEPTED,
        /** 4xx, or no connection: try again later. */
        DEFERRED,
        /** 5xx for this recipient or message. */
        REJECTED,
        /** The connection ended between the final dot and the reply: delivered or not, nobody can know. */
        UNCERTAIN,
        /** Our side could not send at all (credentials refused, mailbox gone): nothing was handed over. */
        NOT_SENT
    }

    /** @param retryAt when to try again; null when this message is finished */
    record OutcomeAck(UUID messageId, @Nullable Instant retryAt) {}
}
