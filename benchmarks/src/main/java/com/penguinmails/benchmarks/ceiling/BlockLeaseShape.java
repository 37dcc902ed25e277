package com.penguinmails.benchmarks.ceiling;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** As {@link InsertOnlyShape}, but a block of jobs is lent by one row that holds their ids: what could still be had by giving up single leases. */
public final class BlockLeaseShape implements Shape {

    private static final String JOBS = """
            create table jobs (
              id uuid not null, tenant_id uuid not null, queue text not null, kind text not null, handler text not null,
              priority smallint not null, payload text not null, run_at timestamptz not null, max_attempts integer not null,
              unique_key text, traceparent text, created_at timestamptz not null default now(),
              primary key (tenant_id, id)
            )""";

    private static final String READY = """
            create table job_ready (
              queue text not null, band smallint not null, tenant_id uuid not null, run_at timestamptz not null, id uuid not null,
              attempt smallint not null default 0, crashes smallint not null default 0, last_error text,
              primary key (queue, band, tenant_id, run_at, id)
            ) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)""";

    private static final String LEASES = """
            create table job_leases (
              token uuid primary key, queue text not null, lease_until timestamptz not null, open integer not null,
              tenants uuid[] not null, ids uuid[] not null, attempts integer[] not null
            )""";

    private static final String FINISHED = """
            create table job_finished (
              tenant_id uuid not null, id uuid not null, status text not null, attempt integer not null, worker_id text,
              started_at timestamptz, finished_at timestamptz not null default now(), reason text,
              primary key (tenant_id, id)
            )""";

    private static final String ADD = """
            with added as (
              insert into jobs (id, tenant_id, queue, kind, handler, priority, payload, run_at, max_attempts)
              select id, ?, 'bench', 'bench.noop', 'worker', 100, payload, now(), 10
                from unnest(?::uuid[], ?::text[]) as n (id, payload)
              returning queue, tenant_id, run_at, id
            )
            insert into job_ready (queue, band, tenant_id, run_at, id) select queue, 1, tenant_id, run_at, id from added""";

    private static final String CLAIM = """
            with due as materialized (
              select ctid from job_ready
               where queue = 'bench' and band = 1 and run_at <= now() and (tenant_id, run_at, id) > (?, ?, ?)
               order by queue, band, tenant_id, run_at, id limit ? for update skip locked
            ), taken as (
              delete from job_ready r using due where r.ctid = due.ctid returning r.tenant_id, r.run_at, r.id, r.attempt
            ), lent as (
              insert into job_leases (token, queue, lease_until, open, tenants, ids, attempts)
              select ?, 'bench', now() + interval '60 s', count(*), array_agg(tenant_id), array_agg(id), array_agg(attempt + 1)
                from taken having count(*) > 0
            )
            select j.tenant_id, j.id, j.payload, t.run_at
              from taken t join jobs j on j.tenant_id = t.tenant_id and j.id = t.id
             order by t.tenant_id, t.run_at, t.id""";

    private static final String COMPLETE = """
            with lent as (
              delete from job_leases where token = ? returning tenants, ids, attempts
            )
            insert into job_finished (tenant_id, id, status, attempt, worker_id, started_at)
            select l.tenant_id, l.id, 'completed', l.attempt, 'worker', now()
              from lent, unnest(lent.tenants, lent.ids, lent.attempts) as l (tenant_id, id, attempt)
            on conflict do nothing""";

    @Override
    public List<String> tables() {
        return List.of(JOBS, READY, LEASES, FINISHED);
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
            statement.setObject(1, block.token());
            return statement.executeUpdate();
        }
    }

    @Override
    public String countEnded() {
        return "select count(*) from job_finished";
    }
}
