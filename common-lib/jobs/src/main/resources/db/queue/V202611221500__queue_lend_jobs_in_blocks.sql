-- Jobs of milliseconds are lent out together: one row here, one entry in Redis and one result stand for up to a hundred of them, instead of
-- one each. As long as all goes well nothing else is written about them; as soon as something is to be said of a single one, the block is
-- taken apart into rows of job_leased, under the same token (docs/adr/0008).

-- Up to how many jobs of this kind are lent out together.
alter table jobs add column together smallint not null default 1 check (together between 1 and 100);

create table job_blocks (
  tenant_id   uuid        not null,
  -- The fence of all its jobs.
  token       uuid        not null,
  queue       text        not null,
  band        smallint    not null check (band between 0 and 2),
  kind        text        not null,
  group_id    uuid,
  ids         uuid[]      not null,
  -- When the first of them was due.
  run_at      timestamptz not null,
  leased_at   timestamptz not null default now(),
  lease_until timestamptz not null,
  -- Null until an audit has seen that a worker has it.
  started_at  timestamptz,
  primary key (tenant_id, token)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- Whether the job was lent in a block: then its entry in Redis is that of the block, and it is found by its token.
alter table job_leased add column in_block boolean not null default false;
create index job_leased_block on job_leased (tenant_id, token) where in_block;

alter table job_blocks enable row level security;
alter table job_blocks force row level security;
create policy tenant on job_blocks
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy dispatch on job_blocks to queue_app using (true);
do $upkeep$
begin
  execute format('create policy upkeep on job_blocks for select to %I using (true)', current_user);
end
$upkeep$;

-- Every job that is lent out, by itself or in a block.
create view job_leases with (security_invoker = true) as
select tenant_id, id, token, in_block, queue, band, kind, unique_key, group_id, attempt, crashes, run_at, leased_at, lease_until, started_at,
       last_error, cancel_asked_at
  from job_leased
union all
-- Only jobs without a history are lent in blocks.
select b.tenant_id, one.id, b.token, true, b.queue, b.band, b.kind, null, b.group_id, 1::smallint, 0::smallint, b.run_at, b.leased_at, b.lease_until,
       b.started_at, null, null
  from job_blocks b
 cross join lateral unnest(b.ids) as one (id);

create or replace view job_states with (security_invoker = true) as
select j.tenant_id, j.id, j.queue, j.kind, j.handler, j.priority, coalesce(r.band, h.band, l.band, j.band) as band, j.group_id, j.unique_key,
       case when f.status is not null then f.status
            when l.started_at is not null then 'running'
            when l.token is not null then 'migrated_to_redis'
            when r.id is not null or h.id is not null then 'queued' end as status,
       h.id is not null as held,
       coalesce(r.run_at, h.run_at, l.run_at, j.run_at) as run_at,
       coalesce(f.attempt, l.attempt, r.attempt, h.attempt) as attempt, j.max_attempts,
       coalesce(f.crashes, l.crashes, r.crashes, h.crashes) as crashes,
       l.token as lease_token, l.lease_until,
       f.worker_id,
       j.created_at, coalesce(f.started_at, l.started_at) as started_at, f.finished_at, j.deadline, j.timeout_seconds,
       coalesce(f.last_error, l.last_error, r.last_error, h.last_error) as last_error,
       j.payload, j.traceparent
  from jobs j
  left join job_ready r on r.tenant_id = j.tenant_id and r.id = j.id
  left join job_held h on h.tenant_id = j.tenant_id and h.id = j.id
  left join job_finished f on f.tenant_id = j.tenant_id and f.id = j.id
  left join lateral (
    -- Not a plain join: a finished job is not looked for in the blocks.
    select * from job_leases x where f.id is null and x.tenant_id = j.tenant_id and x.id = j.id limit 1) l on true;

do $grants$
declare
  producer text;
begin
  foreach producer in array array['users_app', 'tenants_app', 'infrastructure_app', 'campaigns_app', 'email_app', 'billing_app', 'analytics_app'] loop
    if exists (select 1 from pg_roles where rolname = producer) then
      execute format('grant select on job_blocks to %I', producer);
      execute format('revoke insert, update, delete, truncate on job_leases from %I', producer);
      execute format('grant select on job_leases to %I', producer);
    end if;
  end loop;
end
$grants$;

-- A day with a job in a block stays, too.
create or replace function drop_partitions(before_day date) returns integer
  language plpgsql security definer
  set search_path = queue, pg_temp
  set lock_timeout = '2s'
as $$
declare
  part text;
  day date;
  dropped integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('queue.partitions'));
  for part in
    select c.relname
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'queue.jobs'::regclass
       and c.relname < 'jobs_p' || to_char(before_day, 'YYYYMMDD')
     order by 1
  loop
    day := to_date(right(part, 8), 'YYYYMMDD');
    -- Locked first, so that no finished job comes back to life between the look and the drop.
    execute format('lock table %I in access exclusive mode', 'job_finished' || substr(part, length('jobs') + 1));
    if not exists (select 1 from job_ready where id >= first_id_of(day) and id < first_id_of(day + 1))
       and not exists (select 1 from job_held where id >= first_id_of(day) and id < first_id_of(day + 1))
       and not exists (select 1 from job_leases where id >= first_id_of(day) and id < first_id_of(day + 1)) then
      execute format('drop table %I', part);
      execute format('drop table %I', 'job_finished' || substr(part, length('jobs') + 1));
      execute format('drop table if exists %I', 'job_attempts' || substr(part, length('jobs') + 1));
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end
$$;
