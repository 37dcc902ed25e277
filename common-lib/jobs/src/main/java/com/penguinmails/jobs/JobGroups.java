package com.penguinmails.jobs;

import com.penguinmails.jobs.redis.WakeUps;
import com.penguinmails.tenancy.TenantScope;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stops and releases all jobs of a group, in the caller's transaction and for the tenant in scope. A group is whatever its owner says,
 * a campaign for instance; its jobs carry it, see {@link NewJob#group}.
 *
 * <p>Takes hold within two seconds of the commit, also of jobs that already wait in Redis. What has begun goes on.
 */
public final class JobGroups {

    private final JdbcClient jdbc;
    private final Consumer<String> wake;

    /** @param wake told {@link WakeUps#EVERY_QUEUE} after the commit; must not throw */
    JobGroups(JdbcClient jdbc, Consumer<String> wake) {
        this.jdbc = jdbc;
        this.wake = wake;
    }

    /** None of its jobs begins until {@link #resume}. A cancelled group stays cancelled. */
    public void pause(UUID group) {
        stop(group, "paused");
    }

    /** Its held jobs may run, those first that waited longest. */
    public void resume(UUID group) {
        stop(group, "resumed");
    }

    /** None of its jobs begins any more, nor does one that is added later. Each ends as {@code cancelled}. */
    public void cancel(UUID group) {
        stop(group, "cancelled");
    }

    private void stop(UUID group, String stop) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a group is stopped in the transaction that causes it, and there is none");
        }
        jdbc.sql("""
                        insert into queue.group_stops (tenant_id, group_id, stop) values (:tenant, :group, :stop)
                        on conflict (tenant_id, group_id) do update set stop = excluded.stop, stopped_at = now()
                         where group_stops.stop <> 'cancelled'
                        """)
                .param("tenant", TenantScope.current().value())
                .param("group", group)
                .param("stop", stop)
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.accept(WakeUps.EVERY_QUEUE);
            }
        });
    }
}
