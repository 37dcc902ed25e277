package com.penguinmails.queuer.settle;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TextArray;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Jobs that are lent out together. Either all of them went well and the block becomes that many finished jobs, or it is taken apart into
 * single leases under the same token, of which each goes its own way.
 */
@Component
public class Blocks {

    private static final String COMPLETE = """
            with gone as (
              delete from job_blocks b
               using unnest(:tenants::uuid[], :tokens::uuid[], :startedAts::timestamptz[], :consumers::text[]) as r (tenant_id, token, started_at, consumer)
               where b.tenant_id = r.tenant_id and b.token = r.token
              returning b.tenant_id, b.token, b.ids, b.queue, b.kind, coalesce(r.started_at, b.started_at) as started_at, r.consumer
            ), finished as (
              insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, worker_id, started_at)
              select g.tenant_id, one.id, g.queue, g.kind, 'completed', 1, 0, g.consumer, g.started_at
                from gone g cross join lateral unnest(g.ids) as one (id)
            ), booked as (
              insert into job_ledger (tenant_id, queue, completed) select tenant_id, queue, sum(cardinality(ids)) from gone group by 1, 2
            )
            select tenant_id, token, queue, kind, cardinality(ids) as count from gone
            """;

    private static final String TAKE_APART = """
            with gone as (
              delete from job_blocks b using unnest(:tenants::uuid[], :tokens::uuid[]) as r (tenant_id, token)
               where b.tenant_id = r.tenant_id and b.token = r.token
              returning b.*
            )
            insert into job_leased (tenant_id, id, token, in_block, queue, band, kind, group_id, attempt, crashes, run_at, leased_at, lease_until, started_at)
            select g.tenant_id, j.id, g.token, true, g.queue, g.band, g.kind, g.group_id, 1, 0, greatest(g.run_at, j.run_at), g.leased_at, g.lease_until,
                   g.started_at
              from gone g
             cross join lateral unnest(g.ids) as one (id)
              join jobs j on j.tenant_id = g.tenant_id and j.id = one.id
            """;

    private static final String LEFT = """
            select l.tenant_id, l.id, l.token
              from unnest(:tenants::uuid[], :tokens::uuid[]) as r (tenant_id, token)
              join job_leased l on l.tenant_id = r.tenant_id and l.token = r.token and l.in_block
            """;

    private final JdbcClient jdbc;

    Blocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param blocks those that were completed as a whole */
    record Completed(Set<Lease> blocks, List<Settled> settled) {}

    Completed complete(List<Result> results) {
        var blocks = new HashSet<Lease>();
        var counts = new HashMap<List<String>, Integer>();
        if (!results.isEmpty()) {
            jdbc.sql(COMPLETE).params(Columns.of(results)).query(row -> {
                blocks.add(Lease.ofBlock(
                        new TenantId(row.getObject("tenant_id", UUID.class)), row.getObject("token", UUID.class)));
                counts.merge(List.of(row.getString("queue"), row.getString("kind")), row.getInt("count"), Integer::sum);
            });
        }
        List<Settled> settled = counts.entrySet().stream()
                .map(one -> new Settled(
                        one.getKey().getFirst(), one.getKey().getLast(), "done", "completed", one.getValue(), false))
                .toList();
        return new Completed(blocks, settled);
    }

    /** Makes single leases of those blocks that still are blocks. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeApart(Collection<Lease> blocks) {
        if (!blocks.isEmpty()) {
            jdbc.sql(TAKE_APART).params(keys(blocks)).update();
        }
    }

    /** Says of each job that is left of a block that was taken apart what was said of the block. */
    List<Result> ofEachLeft(List<Result> results) {
        if (results.isEmpty()) {
            return List.of();
        }
        var byBlock = new HashMap<Lease, Result>();
        results.forEach(result -> byBlock.putIfAbsent(result.lease(), result));
        Function<Lease, Result> word = job -> {
            Result ofBlock = byBlock.get(job.block());
            if (ofBlock == null) {
                throw new IllegalStateException("a job of a block that was not asked for: " + job);
            }
            return ofBlock.of(job);
        };
        return jdbc.sql(LEFT)
                .params(keys(byBlock.keySet()))
                .query((row, number) -> word.apply(new Lease(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        row.getObject("token", UUID.class))))
                .list();
    }

    private static Map<String, Object> keys(Collection<Lease> blocks) {
        return Map.of(
                "tenants", TextArray.of(blocks, Lease::tenant),
                "tokens", TextArray.of(blocks, Lease::token));
    }
}
