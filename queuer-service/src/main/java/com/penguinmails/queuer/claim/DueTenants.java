package com.penguinmails.queuer.claim;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.tenancy.TextArray;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the tenants that have something due, without reading their jobs: one index probe per band and tenant with waiting jobs. */
final class DueTenants {

    private static final int MOST = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String SKIP_SCAN = """
            select b.band, t.id from unnest(:bands::int[], :afters::uuid[], :most::int[]) as b (band, after, most)
             cross join lateral (
               with recursive tenant (id) as (
                 (select tenant_id from job_ready where queue = :queue and band = b.band and tenant_id > b.after order by tenant_id limit 1)
                 union all
                 select (select r.tenant_id from job_ready r
                          where r.queue = :queue and r.band = b.band and r.tenant_id > tenant.id
                          order by r.tenant_id limit 1)
                   from tenant where tenant.id is not null
               )
               select tenant.id from tenant
                where tenant.id is not null
                  -- One probe for the earliest; "exists" would become a join that reads every job.
                  and (select r.run_at from job_ready r where r.queue = :queue and r.band = b.band and r.tenant_id = tenant.id
                        order by r.run_at limit 1) <= now()
                limit b.most) t
             order by b.band
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DueTenants(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * The next tenants in each band's round, at most as many as there is room. When looking takes long, those found before are named
     * again for a while.
     */
    Map<Band, List<UUID>> in(String queue, Map<Band, Integer> rooms, Rounds rounds) {
        var due = new EnumMap<Band, List<UUID>>(Band.class);
        var looking = new ArrayList<Band>();
        rooms.forEach((band, room) -> {
            if (rounds.of(band).looks()) {
                looking.add(band);
            } else {
                due.put(band, rounds.of(band).known());
            }
        });
        if (!looking.isEmpty()) {
            due.putAll(transaction.execute(status -> look(queue, looking, rooms, rounds)));
        }
        return due;
    }

    private Map<Band, List<UUID>> look(String queue, List<Band> bands, Map<Band, Integer> rooms, Rounds rounds) {
        long started = rounds.nanoTime();
        Map<Band, List<UUID>> found = after(queue, bands, rooms, rounds);
        // A round that has come to its end begins again.
        List<Band> short_ = bands.stream()
                .filter(band -> !rounds.of(band).startsAtFirst())
                .filter(band -> found.getOrDefault(band, List.of()).size() < most(band, rooms))
                .toList();
        if (!short_.isEmpty()) {
            short_.forEach(band -> rounds.of(band).startOver());
            after(queue, short_, rooms, rounds).forEach((band, tenants) -> {
                List<UUID> known = found.computeIfAbsent(band, none -> new ArrayList<>());
                tenants.stream()
                        .filter(tenant -> !known.contains(tenant) && known.size() < most(band, rooms))
                        .forEach(known::add);
            });
        }
        long nanos = rounds.nanoTime() - started;
        bands.forEach(band -> {
            List<UUID> tenants = found.getOrDefault(band, List.of());
            rounds.of(band).looked(tenants, nanos);
            if (tenants.size() == most(band, rooms)) {
                rounds.of(band).continueAfter(tenants.getLast());
            }
        });
        return found;
    }

    private Map<Band, List<UUID>> after(String queue, List<Band> bands, Map<Band, Integer> rooms, Rounds rounds) {
        var found = new EnumMap<Band, List<UUID>>(Band.class);
        jdbc.sql(SKIP_SCAN)
                .param("queue", queue)
                .param("bands", bands.stream().map(Band::number).toArray(Integer[]::new))
                .param("afters", TextArray.of(bands, band -> rounds.of(band).after(FIRST)))
                .param("most", bands.stream().map(band -> most(band, rooms)).toArray(Integer[]::new))
                .query(row -> {
                    found.computeIfAbsent(Band.values()[row.getInt("band")], none -> new ArrayList<>())
                            .add(row.getObject("id", UUID.class));
                });
        return found;
    }

    private static int most(Band band, Map<Band, Integer> rooms) {
        return Math.min(rooms.getOrDefault(band, 0), MOST);
    }
}
