package com.penguinmails.queuer.audit;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TextArray;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The leases that PostgreSQL knows. */
@Component
class LentJobs {

    /** Enough for all lists and all hands of a queue; what is beyond comes up in the next audit, as the oldest go first. */
    private static final int MOST = 20_000;

    private static final String CONFIRM = """
            with seen as (
              select * from unnest(:tenants::uuid[], :jobs::uuid[], :tokens::uuid[], :begun::boolean[]) as s (tenant_id, job_id, token, begun)
            ), mine as (
              select l.tenant_id, l.id, s.begun
                from seen s join job_leased l on l.tenant_id = s.tenant_id and l.id = s.job_id and l.token = s.token
               for update of l skip locked
            )
            update job_leased l
               set lease_until = now() + interval '60 seconds',
                   started_at = case when m.begun then coalesce(l.started_at, now()) else l.started_at end
              from mine m
             where l.tenant_id = m.tenant_id and l.id = m.id
            """;

    private static final String CONFIRM_BLOCKS = """
            with seen as (
              select * from unnest(:tenants::uuid[], :tokens::uuid[], :begun::boolean[]) as s (tenant_id, token, begun)
            ), mine as (
              select b.tenant_id, b.token, s.begun from seen s join job_blocks b on b.tenant_id = s.tenant_id and b.token = s.token
               for update of b skip locked
            )
            update job_blocks b
               set lease_until = now() + interval '60 seconds',
                   started_at = case when m.begun then coalesce(b.started_at, now()) else b.started_at end
              from mine m
             where b.tenant_id = m.tenant_id and b.token = m.token
            """;

    private final JdbcClient jdbc;

    LentJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The leases, of jobs and of blocks, given or last confirmed at least {@code millis} ago, the longest ago first. */
    @Transactional(readOnly = true)
    public List<Lent> unconfirmedFor(String queue, long millis) {
        return jdbc.sql("""
                        select tenant_id, id, token, started_at is not null as running,
                               (extract(epoch from lease_until - now()) * 1000)::bigint as left_millis
                          from (select tenant_id, id, token, started_at, lease_until, queue from job_leased
                                union all
                                select tenant_id, token, token, started_at, lease_until, queue from job_blocks) as lent
                         where queue = :queue and lease_until < now() + (60000 - :millis) * interval '1 millisecond'
                         order by lease_until
                         limit :most
                        """)
                .param("queue", queue)
                .param("millis", millis)
                .param("most", MOST)
                .query((row, number) -> new Lent(
                        new Lease(
                                new TenantId(row.getObject("tenant_id", UUID.class)),
                                row.getObject("id", UUID.class),
                                row.getObject("token", UUID.class)),
                        row.getBoolean("running"),
                        row.getLong("left_millis")))
                .list();
    }

    /**
     * Extends leases whose entries are really in Redis.
     *
     * @param begun those of them whose work has begun
     */
    @Transactional
    public void confirm(List<Lease> leases, Collection<Lease> begun) {
        Map<Boolean, List<Lease>> blocks = leases.stream().collect(Collectors.partitioningBy(Lease::isBlock));
        confirm(CONFIRM, blocks.getOrDefault(false, List.of()), begun);
        confirm(CONFIRM_BLOCKS, blocks.getOrDefault(true, List.of()), begun);
    }

    private void confirm(String sql, List<Lease> leases, Collection<Lease> begun) {
        if (leases.isEmpty()) {
            return;
        }
        jdbc.sql(sql)
                .param("tenants", TextArray.of(leases, Lease::tenant))
                .param("jobs", TextArray.of(leases, Lease::job))
                .param("tokens", TextArray.of(leases, Lease::token))
                .param(
                        "begun",
                        leases.stream()
                                .map(lease -> begun.contains(lease) || begun.contains(lease.block()))
                                .toArray(Boolean[]::new))
                .update();
    }
}
