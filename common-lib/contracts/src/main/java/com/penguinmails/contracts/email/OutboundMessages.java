package com.penguinmails.contracts.email;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Takes over planned messages of the tenant in scope. */
public interface OutboundMessages {

    /** At most this many messages in one call. */
    int MAX_BATCH = 1000;

    /**
     * Writes the messages and their {@code email.send} jobs in one transaction. Idempotent by message id: a message that is
     * already known is left as it is.
     */
    @PostExchange("/internal/messages")
    void submit(@RequestBody List<NewMessage> messages);

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
