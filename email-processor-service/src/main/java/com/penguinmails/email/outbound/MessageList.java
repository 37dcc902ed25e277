package com.penguinmails.email.outbound;

import com.penguinmails.web.SortFields;
import com.penguinmails.web.SortedPage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** No other order: there may be millions, and each order would need an index of its own. */
    static final SortFields SORT = SortFields.newestFirst("id");

    /** @param statuses empty for all */
    @Transactional(readOnly = true)
    List<View> page(SortedPage page, @Nullable UUID campaign, Set<MessageStatus> statuses, int limit) {
        // The status is written into the statement, because a partial index is only considered for a literal.
        String sql = """
                select id, campaign_id, lead_id, mailbox_id, mailbox_address, recipient, rfc_message_id, status, created_at, send_at, due_at, attempts,
                       smtp_code, smtp_enhanced_code, smtp_reply, reason, sent_at
                  from messages
                 where true"""
                + (campaign == null ? "" : " and campaign_id = :campaign")
                + (statuses.isEmpty() ? "" : " and status in (" + literals(statuses) + ")")
                + page.condition()
                + page.orderBy()
                + " limit :limit";
        var statement = jdbc.sql(sql).params(page.parameters()).param("limit", limit);
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

    private static String literals(Set<MessageStatus> statuses) {
        return statuses.stream().map(status -> "'" + status.stored() + "'").collect(Collectors.joining(", "));
    }
}
