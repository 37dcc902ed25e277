package com.penguinmails.benchmarks.ceiling;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The shape of our queue: job rows never change, and narrow tables tell where a job stands; a transition deletes here and inserts there. */
public final class InsertOnlyShape implements Shape {

    private static final String JOBS = """
            create table jobs (
              id uuid not null, tenant_id uuid not null, queue text not null, kind text not null, handler text not null,
              priority smallint not null, band smallint not null, payload text not null, run_at timestamptz not null,
              max_attempts integer not null, unique_key text, traceparent text, created_at timestamptz not null default now(),
              group_id uuid, deadline timestamptz, timeout_seconds integer not null default 60,
              backoff_millis integer not null default 2000, backoff_most_millis integer not null default 3600000,
              primary key (tenant_id, id)
            )""";

    private static final String READY = """
            create table job_ready (
              tenant_id uuid not null, id uuid not null, queue text not null, band smallint not null, run_at timestamptz not null,
              attempt smallint not null default 0, crashes smallint not null default 0, last_error text,
              primary key (tenant_id, id)
            ) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)""";

    private static final String DUE = "create index job_ready_due on job_ready (queue, band, tenant_id, run_at, id)";

    private static final String LEASED = """
            create table job_leased (
              tenant_id uuid not null, id uuid not null, token uuid not null, queue text not null, band smallint not null,
              kind text not null, unique_key text, group_id uuid, attempt smallint not null, crashes smallint not null,
              run_at timestamptz not null, leased_at timestamptz not null default now(), lease_until timestamptz not null,
              started_at timestamptz, last_error text,
              primary key (tenant_id, id)
            ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)""";

    private static final String FINISHED = """
            create table job_finished (
              tenant_id uuid not null, id uuid not null, queue text not null, kind text not null, status text not null,
              attempt smallint not null, crashes smallint not null, worker_id text, started_at timestamptz,
              finished_at timestamptz not null default now(), last_error text,
              primary key (tenant_id, id)
            )""";

    private static final String ADD = """
            with added as (
              insert into jobs (id, tenant_id, queue, kind, handler, priority, band, payload, run_at, max_attempts)
              select id, ?, 'bench', 'bench.noop', 'worker', 100, 1, payload, clock_timestamp(), 10
                from unnest(?::uuid[], ?::text[]) as n (id, payload)
              returning tenant_id, id, queue, band, run_at
            )
            insert into job_ready (tenant_id, id, queue, band, run_at) select tenant_id, id, queue, band, run_at from added""";

    private static final String CLAIM = """
            with due as materialized (
              select ctid from job_ready
               where queue = 'bench' and band = 1 and run_at <= now() and (tenant_id, run_at, id) > (?, ?, ?)
               order by queue, band, tenant_id, run_at, id limit ? for update skip locked
            ), taken as (
              delete from job_ready r using due where r.ctid = due.ctid
              returning r.tenant_id, r.id, r.queue, r.band, r.run_at, r.attempt, r.crashes
            ), described as (
              select t.*, j.kind, j.unique_key, j.group_id, j.payload
                from taken t join jobs j on j.tenant_id = t.tenant_id and j.id = t.id
            ), lent as (
              insert into job_leased (tenant_id, id, token, queue, band, kind, unique_key, group_id, attempt, crashes, run_at, lease_until)
              select tenant_id, id, ?, queue, band, kind, unique_key, group_id, attempt + 1, crashes, run_at, now() + interval '60 s'
                from described
            )
            select tenant_id, id, payload, run_at from described order by tenant_id, run_at, id""";

    private static final String COMPLETE = """
            with done as (
              delete from job_leased l using unnest(?::uuid[], ?::uuid[]) as d (tenant_id, id)
               where l.tenant_id = d.tenant_id and l.id = d.id and l.token = ?
              returning l.tenant_id, l.id, l.queue, l.kind, l.attempt, l.crashes
            )
            insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, worker_id, started_at)
            select tenant_id, id, queue, kind, 'completed', attempt, crashes, 'worker', now() from done""";

    @Override
    public List<String> tables() {
        return List.of(JOBS, READY, DUE, LEASED, FINISHED);
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
            after.bind(statement, 1);
            statement.setInt(4, most);
            statement.setObject(5, token);
            return Blocks.read(token, statement, after);
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
        return "select count(*) from job_finished";
    }
}
