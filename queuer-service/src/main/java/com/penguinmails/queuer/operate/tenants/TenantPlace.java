package com.penguinmails.queuer.operate.tenants;

import com.penguinmails.jobs.redis.WakePublisher;
import com.penguinmails.jobs.redis.WakeUps;
import com.penguinmails.queuer.control.Controls;
import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A tenant's place in the round of all queues. Changes take hold within a second, for what is not yet in Redis. */
@Component
class TenantPlace {

    private final JdbcClient jdbc;
    private final Controls controls;
    private final ActBook book;
    private final WakePublisher wake;

    TenantPlace(JdbcClient jdbc, Controls controls, ActBook book, WakePublisher wake) {
        this.jdbc = jdbc;
        this.controls = controls;
        this.book = book;
        this.wake = wake;
    }

    /**
     * Where the tenant stands.
     *
     * @param weight how many jobs it is given where others are given one
     * @param pausedSince null when it is not paused
     */
    record Place(UUID tenantId, int weight, @Nullable Instant pausedSince) {

        private Map<String, @Nullable Object> json() {
            var values = new HashMap<String, @Nullable Object>();
            values.put("weight", weight);
            values.put("pausedSince", pausedSince);
            return values;
        }
    }

    @Transactional
    public Place pause(UUID operator, UUID tenant, String reason) {
        return change(ActKind.PAUSE_TENANT, operator, tenant, "paused_at = coalesce(paused_at, now())", reason);
    }

    @Transactional
    public Place resume(UUID operator, UUID tenant, @Nullable String reason) {
        return change(ActKind.RESUME_TENANT, operator, tenant, "paused_at = null", reason);
    }

    /** @param weight 1 to 100 */
    @Transactional
    public Place weigh(UUID operator, UUID tenant, int weight, @Nullable String reason) {
        return change(ActKind.WEIGH_TENANT, operator, tenant, "weight = " + weight, reason);
    }

    private Place change(ActKind kind, UUID operator, UUID tenant, String change, @Nullable String reason) {
        jdbc.sql("insert into tenant_settings (tenant_id) values (:tenant) on conflict do nothing")
                .param("tenant", tenant)
                .update();
        Place before = place(tenant).orElseThrow();
        jdbc.sql("update tenant_settings set " + change + " where tenant_id = :tenant")
                .param("tenant", tenant)
                .update();
        Place after = place(tenant).orElseThrow();
        book.write(new Act(kind, operator, Target.tenant(tenant), reason, before.json(), after.json()));
        controls.changed();
        wake.wake(WakeUps.EVERY_QUEUE);
        return after;
    }

    private Optional<Place> place(UUID tenant) {
        return jdbc.sql("select weight, paused_at from tenant_settings where tenant_id = :tenant for update")
                .param("tenant", tenant)
                .query((row, number) -> new Place(
                        tenant,
                        row.getInt("weight"),
                        Optional.ofNullable(row.getObject("paused_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)
                                .orElse(null)))
                .optional();
    }
}
