package com.penguinmails.campaign.enrolment;

import com.penguinmails.tenancy.TextArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who takes part in a campaign. Everything here happens in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Enrolments {

    private final JdbcClient jdbc;
    private final Clock clock;

    Enrolments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Everybody on the list who may be written to; returns how many. */
    public int enrolAll(UUID campaignId, UUID listId) {
        // Half a million rows with two foreign keys take longer than a statement usually may.
        jdbc.sql("set local statement_timeout = '80s'").update();
        return jdbc.sql("""
                        insert into enrolments (tenant_id, id, campaign_id, lead_id, status, updated_at)
                        select m.tenant_id, uuidv7(), :campaign, m.lead_id, 'pending', :now
                          from list_members m
                         where m.list_id = :list
                           and not exists (select 1 from lead_stops s where s.tenant_id = m.tenant_id and s.lead_id = m.lead_id)
                         order by m.lead_id
                        on conflict do nothing
                        """)
                .param("campaign", campaignId)
                .param("list", listId)
                .param("now", now())
                .update();
    }

    /** Takes out who has no slot yet; returns how many stay. */
    public int withdrawPending(UUID campaignId) {
        jdbc.sql(
                        "update enrolments set status = 'skipped', updated_at = :now where campaign_id = :campaign and status = 'pending'")
                .param("campaign", campaignId)
                .param("now", now())
                .update();
        return countStaying(campaignId);
    }

    public EnrolmentCounts counts(UUID campaignId) {
        var counts = new EnumMap<EnrolmentStatus, Integer>(EnrolmentStatus.class);
        jdbc.sql("select status, count(*) from enrolments where campaign_id = :campaign group by status")
                .param("campaign", campaignId)
                .query(row -> {
                    counts.put(EnrolmentStatus.of(row.getString(1)), row.getInt(2));
                });
        return EnrolmentCounts.of(counts);
    }

    /** Whether planner or worker still have something to do. */
    public boolean hasOpen(UUID campaignId) {
        return has(campaignId, EnrolmentStatus.PENDING, EnrolmentStatus.PLANNED, EnrolmentStatus.HANDED_OVER);
    }

    /** Whether something still waits for its slot or for its hand-over. */
    public boolean hasUnplanned(UUID campaignId) {
        return has(campaignId, EnrolmentStatus.PENDING, EnrolmentStatus.PLANNED);
    }

    private boolean has(UUID campaignId, EnrolmentStatus... statuses) {
        return jdbc.sql("""
                        select exists (select 1 from enrolments
                                        where campaign_id = :campaign and status in ('pending', 'planned', 'handed_over')
                                          and status = any (:statuses::text[]))
                        """)
                .param("campaign", campaignId)
                .param(
                        "statuses",
                        Arrays.stream(statuses).map(EnrolmentStatus::id).toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** Locks the next ones without a slot; those that another job holds are passed over. */
    public List<UUID> lockPending(UUID campaignId, int limit) {
        return jdbc.sql("""
                        select id from enrolments where campaign_id = :campaign and status = 'pending'
                         order by id limit :limit for update skip locked
                        """)
                .param("campaign", campaignId)
                .param("limit", limit)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Locks those whose slot went by before they could be handed over. */
    public List<PlannedEnrolment> lockMissed(UUID campaignId, Instant before, int limit) {
        return jdbc.sql("""
                        select id, lead_id, mailbox_id, message_id, send_at from enrolments
                         where campaign_id = :campaign and status = 'planned' and send_at < :before
                         order by id limit :limit for update skip locked
                        """)
                .param("campaign", campaignId)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> planned(row))
                .list();
    }

    /** Those that have a slot which did not go by, and are not known to be handed over. */
    public List<PlannedEnrolment> planned(UUID campaignId, Instant since, int limit) {
        return jdbc.sql("""
                        select id, lead_id, mailbox_id, message_id, send_at from enrolments
                         where campaign_id = :campaign and status = 'planned' and send_at >= :since
                         order by id limit :limit
                        """)
                .param("campaign", campaignId)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> planned(row))
                .list();
    }

    /** Those that email-processor has and that have no outcome yet, by id after the given one. */
    public List<PlannedEnrolment> handedOver(UUID campaignId, UUID after, int limit) {
        return jdbc.sql("""
                        select id, lead_id, mailbox_id, message_id, send_at from enrolments
                         where campaign_id = :campaign and status = 'handed_over' and id > :after
                         order by id limit :limit
                        """)
                .param("campaign", campaignId)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> planned(row))
                .list();
    }

    /** Locks those of the given ones that still have no outcome and whose slot is before that moment; by id. */
    public List<PlannedEnrolment> lockHandedOver(List<PlannedEnrolment> enrolments, Instant before) {
        return jdbc.sql("""
                        select id, lead_id, mailbox_id, message_id, send_at from enrolments
                         where id = any (:ids::uuid[]) and status = 'handed_over' and send_at < :before
                         order by id for update
                        """)
                .param(
                        "ids",
                        enrolments.stream()
                                .map(enrolment -> enrolment.id().toString())
                                .toArray(String[]::new))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, number) -> planned(row))
                .list();
    }

    /** A slot for an enrolment that is locked. */
    public record Slot(UUID enrolmentId, UUID mailboxId, UUID messageId, Instant sendAt) {}

    /** Gives slots to enrolments that {@link #lockPending} or {@link #lockMissed} locked. */
    public void assign(List<Slot> slots) {
        jdbc.sql("""
                        update enrolments e
                           set status = 'planned', mailbox_id = s.mailbox_id, message_id = s.message_id, send_at = s.send_at, updated_at = :now
                          from unnest(:ids::uuid[], :mailboxes::uuid[], :messages::uuid[], :sendAts::timestamptz[])
                                 as s (id, mailbox_id, message_id, send_at)
                         where e.id = s.id and e.status in ('pending', 'planned')
                        """)
                .param("ids", TextArray.of(slots, Slot::enrolmentId))
                .param("mailboxes", TextArray.of(slots, Slot::mailboxId))
                .param("messages", TextArray.of(slots, Slot::messageId))
                .param("sendAts", TextArray.of(slots, Slot::sendAt))
                .param("now", now())
                .update();
    }

    /** Gives other slots to enrolments that {@link #lockHandedOver} locked. */
    public void moveSlots(List<Slot> slots) {
        jdbc.sql("""
                        update enrolments e set send_at = s.send_at, updated_at = :now
                          from unnest(:ids::uuid[], :sendAts::timestamptz[]) as s (id, send_at)
                         where e.id = s.id and e.status = 'handed_over'
                        """)
                .param("ids", TextArray.of(slots, Slot::enrolmentId))
                .param("sendAts", TextArray.of(slots, Slot::sendAt))
                .param("now", now())
                .update();
    }

    /** How many are to get a mail, or got one. */
    public int countStaying(UUID campaignId) {
        return jdbc.sql("select count(*) from enrolments where campaign_id = :campaign and status <> 'skipped'")
                .param("campaign", campaignId)
                .query(Integer.class)
                .single();
    }

    /** Moves those on that may take this step; others stay where they are. */
    public void move(Collection<UUID> enrolmentIds, EnrolmentStatus to) {
        if (enrolmentIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update enrolments set status = :to, updated_at = :now
                         where id in (select id from enrolments where id = any (:ids::uuid[]) order by id for update)
                           and status = any (:from::text[])
                        """)
                .param("to", to.id())
                .param("from", to.predecessors())
                .param("ids", TextArray.of(enrolmentIds))
                .param("now", now())
                .update();
    }

    private static PlannedEnrolment planned(ResultSet row) throws SQLException {
        return new PlannedEnrolment(
                row.getObject("id", UUID.class),
                row.getObject("lead_id", UUID.class),
                row.getObject("mailbox_id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getObject("send_at", OffsetDateTime.class).toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
