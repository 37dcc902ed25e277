package com.penguinmails.campaign.planning;

import com.penguinmails.contracts.infrastructure.SendingMailboxes.SendingMailbox;
import com.penguinmails.tenancy.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How far the mailboxes of the tenant are booked. Everything happens in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MailboxPaces {

    private final JdbcClient jdbc;

    MailboxPaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks the mailboxes until the transaction ends, in one order for everybody, and tells how far they are booked. */
    List<MailboxPace> lock(List<SendingMailbox> mailboxes, Instant now) {
        String[] ids =
                mailboxes.stream().map(mailbox -> mailbox.id().toString()).toArray(String[]::new);
        jdbc.sql("""
                        insert into mailbox_pace (tenant_id, mailbox_id, next_free_at)
                        select :tenant, id, :now from unnest(:ids::uuid[]) as m (id) order by id
                        on conflict do nothing
                        """)
                .param("tenant", TenantScope.current().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", ids)
                .update();
        Map<UUID, Instant> nextFree = nextFree(ids);
        Map<UUID, Map<LocalDate, Integer>> used = used(ids, LocalDate.ofInstant(now, ZoneOffset.UTC));
        return mailboxes.stream()
                .map(mailbox -> new MailboxPace(
                        mailbox.id(),
                        mailbox.dailyLimit(),
                        Duration.ofMillis(mailbox.minGapMillis()),
                        nextFree.getOrDefault(mailbox.id(), now),
                        used.getOrDefault(mailbox.id(), Map.of())))
                .toList();
    }

    private Map<UUID, Instant> nextFree(String[] ids) {
        var nextFree = new HashMap<UUID, Instant>();
        jdbc.sql("""
                        select mailbox_id, next_free_at from mailbox_pace
                         where mailbox_id = any (:ids::uuid[]) order by mailbox_id for update
                        """).param("ids", ids).query(row -> {
            nextFree.put(
                    row.getObject("mailbox_id", UUID.class),
                    row.getObject("next_free_at", OffsetDateTime.class).toInstant());
        });
        return nextFree;
    }

    private Map<UUID, Map<LocalDate, Integer>> used(String[] ids, LocalDate today) {
        var used = new HashMap<UUID, Map<LocalDate, Integer>>();
        jdbc.sql(
                        "select mailbox_id, day, used from mailbox_days where mailbox_id = any (:ids::uuid[]) and day >= :today")
                .param("ids", ids)
                .param("today", today)
                .query(row -> {
                    used.computeIfAbsent(row.getObject("mailbox_id", UUID.class), mailbox -> new HashMap<>())
                            .put(row.getObject("day", LocalDate.class), row.getInt("used"));
                });
        return used;
    }

    /** Writes down what was taken since {@link #lock}. */
    void book(Collection<Lane> lanes) {
        jdbc.sql("""
                        update mailbox_pace p set next_free_at = m.next_free_at
                          from unnest(:ids::uuid[], :nextFree::timestamptz[]) as m (id, next_free_at)
                         where p.mailbox_id = m.id
                        """)
                .param(
                        "ids",
                        lanes.stream().map(lane -> lane.mailboxId().toString()).toArray(String[]::new))
                .param(
                        "nextFree",
                        lanes.stream().map(lane -> lane.freeAt().toString()).toArray(String[]::new))
                .update();
        var mailboxes = new ArrayList<String>();
        var days = new ArrayList<String>();
        var used = new ArrayList<Integer>();
        lanes.forEach(lane -> lane.usedByDay().forEach((day, count) -> {
            mailboxes.add(lane.mailboxId().toString());
            days.add(day.toString());
            used.add(count);
        }));
        jdbc.sql("""
                        insert into mailbox_days (tenant_id, mailbox_id, day, used)
                        select :tenant, mailbox_id, day, used
                          from unnest(:mailboxes::uuid[], :days::date[], :used::int[]) as d (mailbox_id, day, used)
                        on conflict (tenant_id, mailbox_id, day) do update set used = excluded.used
                        """)
                .param("tenant", TenantScope.current().value())
                .param("mailboxes", mailboxes.toArray(String[]::new))
                .param("days", days.toArray(String[]::new))
                .param("used", used.toArray(Integer[]::new))
                .update();
    }
}
