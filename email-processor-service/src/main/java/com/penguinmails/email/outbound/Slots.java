package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.OutboundMessages.NewSlot;
import com.penguinmails.contracts.email.OutboundMessages.WaitingMessage;
import com.penguinmails.tenancy.TextArray;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Moves messages that wait to other slots, when the old ones went by while their campaign was paused. */
@Component
class Slots {

    private final JdbcClient jdbc;

    Slots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    List<WaitingMessage> waiting(List<UUID> asked) {
        return jdbc.sql("""
                        select id, attempts > 0 as tried from messages
                         where id = any (:ids::uuid[]) and status in ('queued', 'deferred')""")
                .param("ids", TextArray.of(asked))
                .query((row, number) -> new WaitingMessage(row.getObject("id", UUID.class), row.getBoolean("tried")))
                .list();
    }

    /** A message on the retry ladder keeps its step when that is later than the slot. */
    @Transactional
    void move(List<NewSlot> slots) {
        jdbc.sql("""
                        update messages m
                           set send_at = n.send_at,
                               due_at = case when m.status = 'deferred' then greatest(m.due_at, n.send_at) else n.send_at end
                          from unnest(:ids::uuid[], :sendAts::timestamptz[]) as n (id, send_at)
                         where m.id = n.id and m.id = any (:ids::uuid[]) and m.status in ('queued', 'deferred')
                           and m.send_at <> n.send_at""")
                .param("ids", TextArray.of(slots, slot -> slot.messageId()))
                .param("sendAts", TextArray.of(slots, slot -> slot.sendAt()))
                .update();
    }
}
