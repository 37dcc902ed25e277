package com.penguinmails.email.outbound;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Messages as people look at them. */
@Component
class MessageList {

    private final JdbcClient jdbc;

    MessageList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param nextTryAt only of a message that waits
     * @param reason why there is no mail
     */
    record View(
            UUID id,
            UUID campaignId,
            UUID leadId,
            UUID mailboxId,
            String from,
            String to,
            String rfcMessageId,
            MessageStatus status,
            Instant createdAt,
            Instant sendAt,
            @Nullable Instant nextTryAt,
            int attempts,
            @Nullable Integer smtpCode,
            @Nullable String smtpEnhancedCode,
            @Nullable String smtpReply,
            @Nullable String reason,
            @Nullable Instant sentAt) {}

    /** From new to old by id, before the given one. */
    @Transactional(readOnly = true)
    List<View> before(UUID id, @Nullable UUID campaign, @Nullable MessageStatus status, int limit) {
        // The status is written into the statement, because a partial index is only considered for a literal.
        String sql = """
                select id, campaign_id, lead_id, mailbox_id, mailbox_address, recipient, rfc_message_id, status, created_at, send_at, due_at, attempts,
                       smtp_code, smtp_enhanced_code, smtp_reply, reason, sent_at
                  from messages
                 where id < :id"""
                + (campaign == null ? "" : " and campaign_id = :campaign")
                + (status == null ? "" : " and status = '" + status.stored() + "'")
                + " order by id desc limit :limit";
        var statement = jdbc.sql(sql).param("id", id).param("limit", limit);
        if (campaign != null) {
            statement = statement.param("campaign", campaign);
        }
        return statement
                .query((row, number) -> {
                    var current = MessageStatus.of(row.getString("status"));
                    Instant dueAt =
                            row.getObject("due_at", OffsetDateTime.class).toInstant();
                    return new View(
                            row.getObject("id", UUID.class),
                            row.getObject("campaign_id", UUID.class),
                            row.getObject("lead_id", UUID.class),
                            row.getObject("mailbox_id", UUID.class),
                            row.getString("mailbox_address"),
                            row.getString("recipient"),
                            row.getString("rfc_message_id"),
                            current,
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("send_at", OffsetDateTime.class).toInstant(),
                            current.isFinished() || current == MessageStatus.SENDING ? null : dueAt,
                            row.getInt("attempts"),
                            row.getObject("smtp_code", Integer.class),
                            row.getString("smtp_enhanced_code"),
                            row.getString("smtp_reply"),
                            row.getString("reason"),
                            Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant)
                                    .orElse(null));
                })
                .list();
    }
}
