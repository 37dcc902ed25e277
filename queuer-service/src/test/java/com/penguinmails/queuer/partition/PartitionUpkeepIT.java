package com.penguinmails.queuer.partition;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerProperties;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@QueuerTest
class PartitionUpkeepIT {

    private static final String PARTITIONS = """
            select c.relname || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' '
                   || has_table_privilege('queue_app', c.oid, 'select, insert, update, delete')
              from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent in ('queue.jobs'::regclass, 'queue.job_finished'::regclass, 'queue.job_attempts'::regclass) and c.relname like '%2040%' order by 1""";

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final QueuerProperties properties;
    private final Jobs jobs;

    @Autowired
    PartitionUpkeepIT(JdbcClient jdbc, TransactionOperations transaction, QueuerProperties properties, Jobs jobs) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.properties = properties;
        this.jobs = jobs;
    }

    @Test
    void daysAreMadeAheadAndDroppedWhenTheirTimeIsOverUnlessSomethingIsUnfinished() {
        var clock = new MutableClock(Instant.parse("2040-03-10T23:30:00Z"));
        var upkeep = new PartitionUpkeep(jdbc, clock, properties);
        assertThat(transaction.<Integer>execute(status -> upkeep.makeAhead())).isEqualTo(51);
        assertThat(transaction.<Integer>execute(status -> upkeep.makeAhead())).isZero();
        assertThat(jobs.list(PARTITIONS))
                .hasSize(51)
                .contains("jobs_p20400308 true true false", "job_attempts_p20400324 true true false");

        insertJobOf("2040-03-09");
        jobs.sql("""
                insert into queue.job_ready (tenant_id, id, queue, band, run_at)
                select tenant_id, id, queue, band, run_at from queue.jobs where queue = 'old-day'""");
        insertJobOf("2040-03-10");
        clock.advance(Duration.ofDays(17));
        // Today's real partitions lie far in the past of this clock, so all but the unfinished day may go.
        transaction.executeWithoutResult(status -> upkeep.dropOld());
        assertThat(jobs.list(PARTITIONS).stream()
                        .filter(name -> name.startsWith("jobs_p"))
                        .map(name -> name.substring(6, 14)))
                .contains("20400309", "20400313", "20400314")
                .doesNotContain("20400308", "20400310", "20400311", "20400312");

        jobs.sql("delete from queue.job_ready where queue = 'old-day'");
        transaction.executeWithoutResult(status -> upkeep.dropOld());
        assertThat(jobs.list(PARTITIONS)).doesNotContain("jobs_p20400309 true true false");
        restoreToday();
    }

    private void insertJobOf(String day) {
        jobs.sql("""
                insert into queue.jobs (id, tenant_id, queue, kind, handler, priority, payload, run_at, max_attempts)
                select queue.first_id_of('%s'), gen_random_uuid(), 'old-day', 'k', 'worker', 100, '{}', '2100-01-01', 1""".formatted(day));
    }

    /** The other tests of this context need the present. */
    private void restoreToday() {
        var upkeep = new PartitionUpkeep(jdbc, java.time.Clock.systemUTC(), properties);
        transaction.executeWithoutResult(status -> upkeep.makeAhead());
        assertThat(jobs.add(
                        Jobs.tenant(), Jobs.freshQueue(), 1, job -> job.runAt(Instant.parse("2100-01-01T00:00:00Z"))))
                .hasSize(1);
        assertThat(List.of(properties.retention())).containsExactly(Duration.ofDays(14));
    }
}
