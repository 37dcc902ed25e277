package com.penguinmails.benchmarks.ceiling;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** One wide row per job, updated when it is lent and when it ends; the claim finds it by a partial index, always from the beginning. */
public final class UpdateShape implements Shape {

    private static final String JOBS = """
            create table jobs (
              id uuid not null, tenant_id uuid not null, queue text not null, kind text not null, handler text not null,
              priority smallint not null, band smallint not null, payload text not null, status text not null,
              run_at timestamptz not null, attempt integer not null, max_attempts integer not null, crashes integer not null,
              lease_token uuid, lease_until timestamptz, worker_id text, unique_key text, traceparent text,
              created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz, last_error text,
              primary key (tenant_id, id)
            ) with (autovacuum_vacuum_scale_factor = 0.02)""";

    private static final String READY =
            "create index jobs_ready on jobs (queue, band, tenant_id, run_at, id) where status = 'queued'";
    private static final String LEASED =
            "create index jobs_leased on jobs (queue, lease_until) where status in ('migrated_to_redis', 'running')";

    private static final String ADD = """
            insert into jobs (id, tenant_id, queue, kind, handler, priority, band, payload, status, run_at, attempt, max_attempts, crashes)
            select id, ?, 'bench', 'bench.noop', 'worker', 100, 1, payload, 'queued', now(), 0, 10, 0
              from unnest(?::uuid[], ?::text[]) as n (id, payload)""";

    private static final String CLAIM = """
            with due as materialized (
              select tenant_id, id from jobs
               where status = 'queued' and queue = 'bench' and band = 1 and run_at <= now()
               order by tenant_id, run_at, id limit ? for update skip locked
            )
            update jobs j
               set status = 'migrated_to_redis', lease_token = ?, lease_until = now() + interval '60 s', attempt = j.attempt + 1
              from due where j.tenant_id = due.tenant_id and j.id = due.id
            returning j.tenant_id, j.id, j.payload, j.run_at""";

    private static final String COMPLETE = """
            update jobs j
               set status = 'completed', lease_token = null, lease_until = null, worker_id = 'worker', started_at = now(), finished_at = now()
              from unnest(?::uuid[], ?::uuid[]) as done (tenant_id, id)
             where j.tenant_id = done.tenant_id and j.id = done.id and j.lease_token = ?""";

    @Override
    public List<String> tables() {
        return List.of(JOBS, READY, LEASED);
    }

    @Override
    public void add(Connection connection, UUID tenant, UUID[] ids, String[] payloads) throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, tenant);
            statement.setArray(2, connection.createArrayOf("uuid", ids));
            statement.setArray(3, connection.createArrayOf("text", payloads));
            statement.executeUpdate();
        }
    }

    @Override
    public Block claim(Connection connection, Cursor after, int most) throws SQLException {
        UUID token = UUID.randomUUID();
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setInt(1, most);
            statement.setObject(2, token);
            Block block = Blocks.read(token, statement, after);
            after.rewind();
            return block;
        }
    }

    @Override
    public int complete(Connection connection, Block block) throws SQLException {
        try (var statement = connection.prepareStatement(COMPLETE)) {
            statement.setArray(1, Blocks.array(connection, block.tenants()));
            statement.setArray(2, Blocks.array(connection, block.ids()));
            statement.setObject(3, block.token());
            return statement.executeUpdate();
        }
    }

    @Override
    public String countEnded() {
        return "select count(*) from jobs where status = 'completed'";
    }
}
