package com.penguinmails.queuer.operate.explain;

import com.penguinmails.queuer.operate.listing.JobView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks PostgreSQL what holds for a job: pauses, stops, and who is before it. Inside the caller's transaction. */
@Component
class Standing {

    /** Counting stops here, so that a long queue does not make the question expensive. */
    static final int COUNTED = 10_000;

    private static final int MOST_TENANTS = 500;

    private static final String PAUSES = """
            select (select paused_at from queue_settings where queue = :queue) as queue_paused_at,
                   (select paused_at from tenant_settings where tenant_id = :tenant) as tenant_paused_at,
                   coalesce((select weight from tenant_settings where tenant_id = :tenant), 1) as weight,
                   (select stop from group_stops where tenant_id = :tenant and group_id = :group::uuid) as stop,
                   (select stopped_at from group_stops where tenant_id = :tenant and group_id = :group::uuid) as stopped_at,
                   (select held_at from job_held where tenant_id = :tenant and id = :id) as held_at,
                   (select leased_at from job_leases where tenant_id = :tenant and id = :id) as leased_at,
                   (select token from job_leases where tenant_id = :tenant and id = :id) as token,
                   now() as now
            """;

    private static final String BEFORE = """
            select count(*) from (
              select 1 from job_ready r
               where r.queue = :queue and r.band = :band and r.tenant_id = :tenant and (r.run_at, r.id) < (:runAt, :id)
               limit :most) as before
            """;

    /** The tenants with something due, found by one probe each, as the claim finds them; with their weights. */
    private static final String ROUND = """
            with recursive tenant (id) as (
              (select tenant_id from job_ready where queue = :queue and band = :band order by tenant_id limit 1)
              union all
              select (select r.tenant_id from job_ready r where r.queue = :queue and r.band = :band and r.tenant_id > tenant.id order by r.tenant_id limit 1)
                from tenant where tenant.id is not null
            ), due as materialized (
              select tenant.id from tenant
               where tenant.id is not null
                 and (select r.run_at from job_ready r where r.queue = :queue and r.band = :band and r.tenant_id = tenant.id order by r.run_at limit 1) <= now()
               limit :most
            )
            select count(*) as tenants, coalesce(sum(coalesce((select s.weight from tenant_settings s where s.tenant_id = due.id), 1)), 0) as weights
              from due
             where (select s.paused_at from tenant_settings s where s.tenant_id = due.id) is null
            """;

    private final JdbcClient jdbc;

    Standing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was said about the order of things.
     *
     * @param now the time of PostgreSQL, by which jobs are due
     */
    record Pauses(
            @Nullable Instant queuePausedAt,
            @Nullable Instant tenantPausedAt,
            int weight,
            @Nullable String groupStop,
            @Nullable Instant groupStoppedAt,
            @Nullable Instant heldAt,
            @Nullable Instant leasedAt,
            @Nullable UUID token,
            Instant now) {}

    /**
     * Who is served before it.
     *
     * @param own jobs of its tenant, at most {@value #COUNTED}
     * @param tenants with due jobs that are not paused, at most {@value #MOST_TENANTS}
     * @param weights of those together
     */
    record Round(int own, int tenants, int weights) {}

    Pauses pauses(JobView job) {
        return jdbc.sql(PAUSES)
                .param("queue", job.queue())
                .param("tenant", job.tenantId())
                .param("group", job.groupId())
                .param("id", job.id())
                .query((row, number) -> new Pauses(
                        instant(row.getObject("queue_paused_at", OffsetDateTime.class)),
                        instant(row.getObject("tenant_paused_at", OffsetDateTime.class)),
                        row.getInt("weight"),
                        row.getString("stop"),
                        instant(row.getObject("stopped_at", OffsetDateTime.class)),
                        instant(row.getObject("held_at", OffsetDateTime.class)),
                        instant(row.getObject("leased_at", OffsetDateTime.class)),
                        row.getObject("token", UUID.class),
                        row.getObject("now", OffsetDateTime.class).toInstant()))
                .single();
    }

    Round round(JobView job) {
        int own = jdbc.sql(BEFORE)
                .param("queue", job.queue())
                .param("band", job.band().number())
                .param("tenant", job.tenantId())
                .param("runAt", java.sql.Timestamp.from(job.runAt()))
                .param("id", job.id())
                .param("most", COUNTED)
                .query(Integer.class)
                .single();
        return jdbc.sql(ROUND)
                .param("queue", job.queue())
                .param("band", job.band().number())
                .param("most", MOST_TENANTS)
                .query((row, number) -> new Round(own, row.getInt("tenants"), row.getInt("weights")))
                .single();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant).orElse(null);
    }
}
