package com.penguinmails.chaos.ledger;

import com.penguinmails.kernel.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says about jobs. Reads as the superuser, whom no policy binds. */
public final class Ledger {

    private static final String OPEN = "('queued', 'migrated_to_redis', 'running')";

    private final JdbcClient jdbc;

    public Ledger(DataSource superuser) {
        this.jdbc = JdbcClient.create(superuser);
    }

    /** How many jobs of these tenants are in each state. */
    public Map<String, Long> counts(Collection<TenantId> tenants) {
        var counts = new LinkedHashMap<String, Long>();
        jdbc.sql("select status, count(*) as jobs from queue.job_states"
                        + " where tenant_id = any (?::uuid[]) group by 1 order by 1")
                .param(array(tenants))
                .query(row -> {
                    counts.put(row.getString("status"), row.getLong("jobs"));
                });
        return counts;
    }

    /** How many jobs of these tenants are not finished. */
    public long open(Collection<TenantId> tenants) {
        return jdbc.sql("select count(*) from queue.job_states where tenant_id = any (?::uuid[]) and status in " + OPEN)
                .param(array(tenants))
                .query(Long.class)
                .single();
    }

    /** How many jobs of these tenants are lent out. */
    public long leased(Collection<TenantId> tenants) {
        return jdbc.sql("select count(*) from queue.job_states"
                        + " where tenant_id = any (?::uuid[]) and status in ('migrated_to_redis', 'running')")
                .param(array(tenants))
                .query(Long.class)
                .single();
    }

    /**
     * The state of every job of these tenants.
     *
     * @throws IllegalStateException when a job has two
     */
    public Map<UUID, String> states(Collection<TenantId> tenants) {
        var states = new HashMap<UUID, String>();
        jdbc.sql("select id, status from queue.job_states where tenant_id = any (?::uuid[])")
                .param(array(tenants))
                .query(row -> {
                    UUID id = row.getObject("id", UUID.class);
                    String former = states.put(id, row.getString("status"));
                    if (former != null) {
                        throw new IllegalStateException("job " + id + " is " + former + " and " + states.get(id));
                    }
                });
        return states;
    }

    /** Unique keys of these tenants that are still taken though their job is finished. */
    public long keysOfFinishedJobs(Collection<TenantId> tenants) {
        return jdbc.sql("select count(*) from queue.job_unique u join queue.job_states"
                        + " j on j.tenant_id = u.tenant_id and j.id = u.job_id where u.tenant_id = any (?::uuid[]) and j.status not in "
                        + OPEN)
                .param(array(tenants))
                .query(Long.class)
                .single();
    }

    /** Jobs of these tenants that stand in more than one table of states, or in none. */
    public long inNotExactlyOneState(Collection<TenantId> tenants) {
        return jdbc.sql("""
                        select count(*)
                          from queue.jobs j
                         where j.tenant_id = any (?::uuid[])
                           and 1 <> (select count(*)
                                       from (select id from queue.job_ready where tenant_id = j.tenant_id and id = j.id
                                             union all select id from queue.job_held where tenant_id = j.tenant_id and id = j.id
                                             union all select id from queue.job_leases where tenant_id = j.tenant_id and id = j.id
                                             union all select id from queue.job_finished where tenant_id = j.tenant_id and id = j.id) states)""").param(array(tenants)).query(Long.class).single();
    }

    /** How many jobs of these tenants were in the hands of a worker that died, or was taken for dead. */
    public int crashed(Collection<TenantId> tenants) {
        return jdbc.sql("select count(*) from queue.job_states where tenant_id = any (?::uuid[]) and crashes > 0")
                .param(array(tenants))
                .query(Integer.class)
                .single();
    }

    /** Those of these jobs that are not finished. */
    public List<UUID> open(List<UUID> jobs) {
        return jdbc.sql("select id from queue.job_states where id = any (?::uuid[]) and status in " + OPEN)
                .param(ids(jobs))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** How many of these jobs are finished. */
    public long finished(Collection<UUID> jobs) {
        return jdbc.sql("select count(*) from queue.job_finished where id = any (?::uuid[])")
                .param(ids(jobs))
                .query(Long.class)
                .single();
    }

    /** The tries of a job that did not simply succeed, the oldest first. */
    public List<String> tries(UUID job) {
        return jdbc.sql("""
                        select concat_ws(' ', outcome, worker_id, reason) from queue.job_attempts where job_id = ? order by finished_at""")
                .param(job)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .list();
    }

    /** Why a job did not succeed; empty when it says nothing. */
    public String reason(UUID job) {
        return jdbc.sql("select coalesce(last_error, '') from queue.job_states where id = ?")
                .param(job)
                .query(String.class)
                .single();
    }

    private static String[] array(Collection<TenantId> tenants) {
        return tenants.stream().map(TenantId::toString).toArray(String[]::new);
    }

    private static String[] ids(Collection<UUID> jobs) {
        return jobs.stream().map(UUID::toString).toArray(String[]::new);
    }
}
