package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds the tenants that have something due, without reading their jobs: one index probe per tenant with waiting jobs. */
final class DueTenants {

    private static final UUID LAST = new UUID(-1, -1);

    private static final String SKIP_SCAN = """
            with recursive tenant (id) as (
              (select tenant_id from jobs
                where status = 'queued' and queue = :queue and band = :band and tenant_id > :after and tenant_id <= :upTo
                order by tenant_id limit 1)
              union all
              select (select j.tenant_id from jobs j
                       where j.status = 'queued' and j.queue = :queue and j.band = :band and j.tenant_id > t.id and j.tenant_id <= :upTo
                       order by j.tenant_id limit 1)
                from tenant t where t.id is not null
            )
            select t.id from tenant t
             where t.id is not null
               and exists (select 1 from jobs j where j.status = 'queued' and j.queue = :queue and j.band = :band
                                                  and j.tenant_id = t.id and j.run_at <= now())
             limit :most
            """;

    private final JdbcClient jdbc;

    DueTenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The next tenants in the round, at most {@code most}.
     *
     * @param after the last one served; null starts a round
     */
    List<UUID> next(String queue, Band band, @Nullable UUID after, int most) {
        UUID start = after == null ? new UUID(0, 0) : after;
        var tenants = new ArrayList<>(between(queue, band, start, LAST, most));
        if (tenants.size() < most && after != null) {
            tenants.addAll(between(queue, band, new UUID(0, 0), start, most - tenants.size()));
        }
        return tenants;
    }

    private List<UUID> between(String queue, Band band, UUID after, UUID upTo, int most) {
        return jdbc.sql(SKIP_SCAN)
                .param("queue", queue)
                .param("band", band.number())
                .param("after", after)
                .param("upTo", upTo)
                .param("most", most)
                .query((row, number) -> UUID.fromString(row.getString(1)))
                .list();
    }
}
