package com.penguinmails.email.outbound;

import com.penguinmails.email.activity.Details;
import com.penguinmails.email.activity.MessageRef;
import com.penguinmails.email.outbound.Handover.Holder;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.tenancy.TextArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The messages table of the tenant in scope, in the caller's transaction; every change is one statement for many rows. */
@Component
class MessageRows {

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
    private static final int MAX_REASON = 300;

    /** PostgreSQL compares ids byte by byte, Java as signed numbers. */
    static final Comparator<UUID> AS_STORED = Comparator.comparing(UUID::toString);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    MessageRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What rendering needs; none of it ever changes. */
    record Draft(
            MessageRef ref,
            UUID contentId,
            String mailboxAddress,
            String recipient,
            String rfcMessageId,
            Map<String, String> fields) {}

    /** What decisions need, read under the row's lock. */
    record Locked(
            MessageRef ref,
            MessageStatus status,
            Instant dueAt,
            String recipient,
            int attempts,
            @Nullable Holder holder) {}

    /** Those of the given messages that wait to be sent, without locking them. */
    List<Draft> waiting(Collection<UUID> ids) {
        return jdbc.sql("select " + MessageRef.COLUMNS
                        + ", content_id, mailbox_address, recipient, rfc_message_id, fields from messages"
                        + " where id = any (:ids::uuid[]) and status in ('queued', 'deferred')")
                .param("ids", TextArray.of(ids))
                .query((row, number) -> new Draft(
                        MessageRef.read(row),
                        row.getObject("content_id", UUID.class),
                        row.getString("mailbox_address"),
                        row.getString("recipient"),
                        row.getString("rfc_message_id"),
                        json.readValue(row.getString("fields"), FIELDS)))
                .list();
    }

    /** Locks in the order of ids, so that two batches that overlap wait for each other instead of locking crosswise. */
    Map<UUID, Locked> lock(Collection<UUID> ids) {
        var locked = new HashMap<UUID, Locked>();
        jdbc.sql("select " + MessageRef.COLUMNS
                        + ", status, due_at, recipient, attempts, sending_worker, sending_incarnation from messages"
                        + " where id = any (:ids::uuid[]) order by id for no key update")
                .param("ids", TextArray.of(ids))
                .query((row, number) -> locked(row))
                .list()
                .forEach(row -> locked.put(row.ref().id(), row));
        return locked;
    }

    private static Locked locked(ResultSet row) throws SQLException {
        String worker = row.getString("sending_worker");
        UUID incarnation = row.getObject("sending_incarnation", UUID.class);
        return new Locked(
                MessageRef.read(row),
                MessageStatus.of(row.getString("status")),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getString("recipient"),
                row.getInt("attempts"),
                worker == null || incarnation == null ? null : new Holder(worker, incarnation));
    }

    void hand(Collection<UUID> ids, Holder holder, Instant now) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update messages set status = 'sending', sending_worker = :worker, sending_incarnation = :incarnation,
                                            sending_since = :now
                        where id = any (:ids::uuid[])""")
                .param("worker", holder.worker())
                .param("incarnation", holder.incarnation())
                .param("now", Timestamp.from(now))
                .param("ids", TextArray.of(ids))
                .update();
    }

    /**
     * Naming the ids a second time keeps the planner on the primary key, where it knows little of a young tenant.
     *
     * @param reasons by message
     */
    void finishUnsent(MessageStatus status, Map<UUID, String> reasons, Instant now) {
        if (reasons.isEmpty()) {
            return;
        }
        List<Map.Entry<UUID, String>> entries = List.copyOf(reasons.entrySet());
        jdbc.sql("""
                        update messages m set status = :status, reason = n.reason, finished_at = :now
                          from unnest(:ids::uuid[], :reasons::text[]) as n (id, reason)
                         where m.id = n.id and m.id = any (:ids::uuid[])""")
                .param("status", status.stored())
                .param("now", Timestamp.from(now))
                .param("ids", TextArray.of(entries, Map.Entry::getKey))
                .param("reasons", TextArray.of(entries, entry -> Details.oneLine(entry.getValue(), MAX_REASON)))
                .update();
    }

    /** Ends those of the campaign that nobody holds, by id after the given one, at most {@code limit}; passes over what somebody is deciding on. */
    List<MessageRef> cancel(UUID campaign, String reason, UUID after, Instant now, int limit) {
        return jdbc.sql("""
                        with waiting as (
                          select tenant_id, id from messages
                           where campaign_id = :campaign and id > :after and status in ('queued', 'deferred')
                           order by id limit :limit
                           for no key update skip locked
                        )
                        update messages m set status = 'cancelled', reason = :reason, finished_at = :now
                          from waiting w where m.tenant_id = w.tenant_id and m.id = w.id
                        returning m.id, m.campaign_id, m.enrolment_id, m.lead_id, m.mailbox_id""")
                .param("campaign", campaign)
                .param("after", after)
                .param("limit", limit)
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .query((row, number) -> MessageRef.read(row))
                .list();
    }

    /** Whether some message of the campaign is not finished. */
    boolean hasOpen(UUID campaign) {
        return jdbc.sql("""
                        select exists (select 1 from messages
                                        where campaign_id = :campaign and status in ('queued', 'sending', 'deferred'))""").param("campaign", campaign).query(Boolean.class).single();
    }

    /** @param isFailed whether that was once too often */
    record Freed(MessageRef ref, boolean isFailed) {}

    /** Takes back what other incarnations of the worker hold. What was lost that way {@code most} times is failed, the rest waits again. */
    List<Freed> free(String worker, UUID currentIncarnation, int most, String reason, Instant now) {
        return jdbc.sql("""
                        update messages
                           set status = case when lost_hands + 1 < :most then 'queued' else 'failed' end,
                               reason = case when lost_hands + 1 < :most then reason else :reason end,
                               finished_at = case when lost_hands + 1 < :most then null else :now::timestamptz end,
                               lost_hands = lost_hands + 1,
                               sending_worker = null, sending_incarnation = null, sending_since = null
                         where status = 'sending' and sending_worker = :worker and sending_incarnation <> :current
                        returning id, campaign_id, enrolment_id, lead_id, mailbox_id, status""")
                .param("worker", worker)
                .param("current", currentIncarnation)
                .param("most", most)
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Freed(
                        MessageRef.read(row), MessageStatus.of(row.getString("status")) == MessageStatus.FAILED))
                .list();
    }

    record Lost(MessageRef ref, String worker) {}

    /** Gives up waiting for workers that took a message before the given time; at most {@code limit} messages at once. */
    List<Lost> lose(Instant takenBefore, Instant now, int limit) {
        return jdbc.sql("""
                        with lost as (
                          select tenant_id, id, sending_worker from messages
                          where status = 'sending' and sending_since < :before
                          order by id limit :limit
                          for no key update skip locked
                        )
                        update messages m set status = 'uncertain', finished_at = :now, sending_worker = null,
                                              sending_incarnation = null, sending_since = null
                          from lost where m.tenant_id = lost.tenant_id and m.id = lost.id
                        returning m.id, m.campaign_id, m.enrolment_id, m.lead_id, m.mailbox_id, lost.sending_worker as worker""")
                .param("before", Timestamp.from(takenBefore))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, number) -> new Lost(MessageRef.read(row), row.getString("worker")))
                .list();
    }

    static UUID tenant() {
        return TenantScope.current().value();
    }
}
