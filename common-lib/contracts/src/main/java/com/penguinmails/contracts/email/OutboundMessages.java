package com.penguinmails.contracts.email;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.JobKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Takes over planned messages of the tenant in scope. The {@code email.send} jobs of a campaign form a group under the campaign's id. */
public interface OutboundMessages {

    /**
     * Says that a campaign is over for good; the payload is {@link CancelJob}. Its messages that no worker has are never sent, nor is one
     * submitted later; each is told as {@code SKIPPED}.
     */
    JobKind CANCEL = new JobKind("email.cancel-campaign", "email-processing", ServiceName.EMAIL_PROCESSOR);

    record CancelJob(UUID campaignId) {}

    /** At most this many messages in one call. */
    int MAX_BATCH = 1000;

    /**
     * Writes the messages and their {@code email.send} jobs in one transaction. Idempotent by message id: a message that is
     * already known is left as it is.
     */
    @PostExchange("/internal/messages")
    void submit(@RequestBody List<NewMessage> messages);

    /** Those of the messages, at most {@value #MAX_BATCH}, that no worker has and that are still to be sent. */
    @PostExchange("/internal/messages/waiting")
    List<WaitingMessage> waiting(@RequestBody List<UUID> messageIds);

    /** @param tried whether its slot was used: somebody tried to send it and it waits for its next try */
    record WaitingMessage(UUID id, boolean tried) {}

    /** Gives messages that wait, at most {@value #MAX_BATCH}, other slots; the others are left as they are. Idempotent. */
    @PostExchange("/internal/messages/slots")
    void reschedule(@RequestBody List<NewSlot> slots);

    /** @param sendAt the message is not sent earlier, nor before the next try it is promised */
    record NewSlot(UUID messageId, Instant sendAt) {}

    /**
     * @param id chosen by the planner, so that handing over twice makes one message
     * @param contentId a snapshot given to {@link ContentSnapshots} before
     * @param recipient a normalised address
     * @param sendAt the reserved slot; the message is not sent earlier
     * @param fields merge fields of this recipient
     */
    record NewMessage(
            UUID id,
            UUID campaignId,
            UUID enrolmentId,
            UUID leadId,
            UUID mailboxId,
            String mailboxAddress,
            UUID contentId,
            String recipient,
            Instant sendAt,
            Map<String, String> fields) {}
}
