package com.penguinmails.email.activity;

import com.penguinmails.contracts.email.EmailActivity;
import com.penguinmails.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which message, and what it belongs to elsewhere on the platform. */
public record MessageRef(UUID id, UUID campaignId, UUID enrolmentId, UUID leadId, UUID mailboxId) {

    /** The columns of {@code messages} that {@link #read} wants. */
    public static final String COLUMNS = "id, campaign_id, enrolment_id, lead_id, mailbox_id";

    public static MessageRef read(ResultSet row) throws SQLException {
        return new MessageRef(
                row.getObject("id", UUID.class),
                row.getObject("campaign_id", UUID.class),
                row.getObject("enrolment_id", UUID.class),
                row.getObject("lead_id", UUID.class),
                row.getObject("mailbox_id", UUID.class));
    }

    /** What happened to this message of the tenant in scope. */
    public EmailActivity.Event event(UUID eventId, EmailActivity.Type type, Instant at, @Nullable String detail) {
        return new EmailActivity.Event(
                eventId,
                type,
                TenantScope.current().value(),
                id,
                campaignId,
                enrolmentId,
                leadId,
                mailboxId,
                at,
                Details.oneLine(detail, ActivityFeed.MAX_DETAIL));
    }
}
