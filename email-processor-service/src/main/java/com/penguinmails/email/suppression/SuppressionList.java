package com.penguinmails.email.suppression;

import com.penguinmails.jobs.audit.AuditedActs;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.tenancy.TenantScope;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people may do with the list: look, add, and take back what people added. */
@Component
class SuppressionList {

    private final JdbcClient jdbc;
    private final Suppressions suppressions;
    private final AuditedActs acts;

    SuppressionList(JdbcClient jdbc, Suppressions suppressions, AuditedActs acts) {
        this.jdbc = jdbc;
        this.suppressions = suppressions;
        this.acts = acts;
    }

    record Row(UUID id, String target, SuppressionReason reason, String source, Instant createdAt) {}

    @Transactional(readOnly = true)
    List<Row> before(UUID id, int limit) {
        return jdbc.sql("""
                        select id, target, reason, source, created_at from suppressions
                        where id < :id order by id desc limit :limit""")
                .param("id", id)
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("target"),
                        SuppressionReason.of(row.getString("reason")),
                        row.getString("source"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Transactional
    int add(List<String> targets, String source) {
        int added = suppressions.add(targets.stream()
                .map(target -> new Suppressions.Entry(target, SuppressionReason.MANUAL, source))
                .toList());
        // Addresses do not belong into the log; the list itself says which were added when.
        acts.record(
                "suppressions.added",
                "suppression-list",
                TenantScope.current().value(),
                Map.of("added", Integer.toString(added)));
        return added;
    }

    /** Takes back a manual entry; the others stand for a wish of the recipient or a fact, and stay. */
    @Transactional
    void remove(UUID id) {
        SuppressionReason reason = jdbc.sql("select reason from suppressions where id = :id for update")
                .param("id", id)
                .query((row, number) -> SuppressionReason.of(row.getString("reason")))
                .optional()
                .orElseThrow(() -> Refusal.notFound("suppression"));
        if (reason != SuppressionReason.MANUAL) {
            throw Refusal.conflict(
                    "suppression-permanent",
                    "Only entries that a person added can be removed; this one is " + reason.stored() + ".");
        }
        jdbc.sql("delete from suppressions where id = :id").param("id", id).update();
        acts.record("suppression.removed", "suppression", id);
    }
}
