-- A job's description never changes; where it stands is told by the one narrow table its id lies in:
--
--   jobs           what is to be done, for good
--   job_ready      may run, now or at run_at
--   job_held       would be ready, but its group is paused
--   job_leased     lent out: in Redis or in the hands of a worker
--   job_finished   completed, failed, cancelled or uncertain, for good unless an operator runs it again
--
-- A transition deletes from one and inserts into the next in one statement, so a job is never in two of them and never in none. Nothing wide is
-- ever rewritten: per job a third of the time and half of the log that updating one row needed (docs/adr/0008).

alter table jobs no force row level security;
alter table job_attempts no force row level security;

alter table jobs
  -- What belongs together: paused and cancelled together. A campaign, for its mails.
  add column group_id        uuid,
  -- Pointless from then on: a job that has not begun by then fails.
  add column deadline        timestamptz,
  add column timeout_seconds integer not null default 60 check (timeout_seconds between 1 and 86400),
  add column backoff_millis  integer not null default 2000 check (backoff_millis between 1 and 86400000),
  add column backoff_most_millis integer not null default 3600000 check (backoff_most_millis between 1 and 604800000);

create index jobs_group on jobs (tenant_id, group_id) where group_id is not null;

create table job_ready (
  tenant_id uuid        not null,
  id        uuid        not null,
  queue     text        not null,
  band      smallint    not null check (band between 0 and 2),
  run_at    timestamptz not null,
  attempt   smallint    not null default 0 check (attempt >= 0),
  crashes   smallint    not null default 0 check (crashes >= 0),
  -- Why it did not succeed the last time.
  last_error text,
  primary key (tenant_id, id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The claim: within one queue and band, tenant by tenant, from where the last claim ended.
create index job_ready_due on job_ready (queue, band, tenant_id, run_at, id);

create table job_held (
  tenant_id uuid        not null,
  id        uuid        not null,
  group_id  uuid        not null,
  queue     text        not null,
  band      smallint    not null check (band between 0 and 2),
  run_at    timestamptz not null,
  attempt   smallint    not null check (attempt >= 0),
  crashes   smallint    not null check (crashes >= 0),
  last_error text,
  held_at   timestamptz not null default now(),
  primary key (tenant_id, id)
);
create index job_held_group on job_held (tenant_id, group_id);

create table job_leased (
  tenant_id   uuid        not null,
  id          uuid        not null,
  -- The fence: new each time the job is lent.
  token       uuid        not null,
  queue       text        not null,
  band        smallint    not null check (band between 0 and 2),
  kind        text        not null,
  unique_key  text,
  group_id    uuid,
  -- Counts this one.
  attempt     smallint    not null check (attempt > 0),
  crashes     smallint    not null check (crashes >= 0),
  -- When it was due, so that a job that is handed back keeps its place.
  run_at      timestamptz not null,
  leased_at   timestamptz not null default now(),
  lease_until timestamptz not null,
  -- Null until an audit has seen that its work has begun.
  started_at  timestamptz,
  last_error  text,
  primary key (tenant_id, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

create table job_finished (
  tenant_id   uuid        not null,
  id          uuid        not null,
  queue       text        not null,
  kind        text        not null,
  status      text        not null check (status in ('completed', 'failed', 'cancelled', 'uncertain')),
  attempt     smallint    not null check (attempt >= 0),
  crashes     smallint    not null check (crashes >= 0),
  worker_id   text,
  started_at  timestamptz,
  finished_at timestamptz not null default now(),
  last_error  text,
  primary key (tenant_id, id)
) partition by range (id);

-- What an operator looks for; completed ones are found by tenant.
create index job_finished_unhappy on job_finished (status, queue, id) where status <> 'completed';

-- Double-entry bookkeeping, against which the tables above are checked every minute: a row per statement that added or finished jobs,
-- summed up by the check. Never updated by the ones who work, so they never wait for each other here.
create table job_ledger (
  tenant_id uuid   not null,
  id        uuid   not null default gen_random_uuid(),
  queue     text   not null,
  enqueued  bigint not null default 0,
  completed bigint not null default 0,
  failed    bigint not null default 0,
  cancelled bigint not null default 0,
  uncertain bigint not null default 0,
  -- Finished ones that an operator put back.
  revived   bigint not null default 0,
  primary key (tenant_id, id)
) with (autovacuum_vacuum_scale_factor = 0.02);

-- Groups whose jobs must not begin. Written by whoever owns the group, in the transaction that pauses, resumes or cancels it; the queuer then
-- moves the jobs and notes that it has. A resumed group leaves this table once none of its jobs is held any more.
create table group_stops (
  tenant_id  uuid        not null,
  group_id   uuid        not null,
  stop       text        not null check (stop in ('paused', 'cancelled', 'resumed')),
  stopped_at timestamptz not null default now(),
  -- Since when no job of a cancelled group waits any more.
  cleared_at timestamptz,
  primary key (tenant_id, group_id)
);

-- A tenant's place in the round, where it differs from everybody else's.
create table tenant_settings (
  tenant_id uuid     not null,
  -- How many jobs it is given where others are given one.
  weight    smallint not null default 1 check (weight between 1 and 100),
  paused_at timestamptz,
  primary key (tenant_id)
);

-- Queues that are not as usual. One row serves all tenants.
create table queue_settings (
  queue     text not null check (queue ~ '^[a-z][a-z0-9-]{0,62}$'),
  paused_at timestamptz,
  primary key (queue)
);

do $policies$
declare
  each text;
begin
  foreach each in array array['job_ready', 'job_held', 'job_leased', 'job_finished', 'job_ledger', 'group_stops', 'tenant_settings'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format($policy$create policy tenant on %I
      using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
      with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))$policy$, each);
    execute format('create policy dispatch on %I to queue_app using (true)', each);
  end loop;
  -- drop_partitions, which runs as the owner, has to see what is unfinished.
  foreach each in array array['job_ready', 'job_held', 'job_leased'] loop
    execute format('create policy upkeep on %I for select to %I using (true)', each, current_user);
  end loop;
end
$policies$;

-- Producers add jobs of the tenant in scope, see them, and stop groups of theirs.
do $grants$
declare
  producer text;
begin
  foreach producer in array array['users_app', 'tenants_app', 'infrastructure_app', 'campaigns_app', 'email_app', 'billing_app', 'analytics_app'] loop
    if exists (select 1 from pg_roles where rolname = producer) then
      execute format('grant insert on job_ready, job_ledger to %I', producer);
      execute format('grant select on job_ready, job_held, job_leased, job_finished to %I', producer);
      execute format('grant select, insert, update on group_stops to %I', producer);
    end if;
  end loop;
end
$grants$;

-- One partition per day, as for the jobs themselves.
drop function ensure_partitions(date, integer);
create function ensure_partitions(from_day date, days integer) returns integer
  language plpgsql security definer
  set search_path = queue, pg_temp
  set lock_timeout = '5s'
as $$
declare
  parent text;
  part text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('queue.partitions'));
  for day in 0 .. days - 1 loop
    foreach parent in array array['jobs', 'job_finished', 'job_attempts'] loop
      part := parent || '_p' || to_char(from_day + day, 'YYYYMMDD');
      if to_regclass(format('queue.%I', part)) is null then
        -- Built beside the parent and then attached: unlike "create … partition of", that does not stop running enqueues.
        execute format('create table %I (like %I including all) with (autovacuum_vacuum_insert_scale_factor = 0.5)', part, parent);
        execute format('alter table %I enable row level security', part);
        execute format('alter table %I force row level security', part);
        execute format('revoke all on %I from queue_app', part);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                       parent, part, first_id_of(from_day + day), first_id_of(from_day + day + 1));
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end
$$;

-- Drops the days before `before_day` whose jobs are all finished. A day with an unfinished job stays, whole.
drop function drop_partitions(date);
create function drop_partitions(before_day date) returns integer
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
       and not exists (select 1 from job_leased where id >= first_id_of(day) and id < first_id_of(day + 1)) then
      execute format('drop table %I', part);
      execute format('drop table %I', 'job_finished' || substr(part, length('jobs') + 1));
      execute format('drop table if exists %I', 'job_attempts' || substr(part, length('jobs') + 1));
      dropped := dropped + 1;
    end if;
  end loop;
  return dropped;
end
$$;

revoke all on function ensure_partitions(date, integer) from public;
revoke all on function drop_partitions(date) from public;
grant execute on function ensure_partitions(date, integer) to queue_app;
grant execute on function drop_partitions(date) to queue_app;

-- A day of finished jobs for every day of jobs, the oldest kept ones included.
select ensure_partitions(to_date(right(min(c.relname), 8), 'YYYYMMDD'), (now() at time zone 'utc')::date + 15 - to_date(right(min(c.relname), 8), 'YYYYMMDD'))
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
 where i.inhparent = 'queue.jobs'::regclass;

-- The jobs there are move to where they belong. Lent ones keep their lease, so work in hand goes on. (As long as no policy is forced on its
-- tables, the owner may write for all tenants.)
do $move$
declare
  each text;
begin
  foreach each in array array['job_ready', 'job_leased', 'job_finished', 'job_ledger'] loop
    execute format('alter table %I no force row level security', each);
  end loop;

  -- A slow mail server may take this long for all its replies; until now the worker knew it.
  update jobs set timeout_seconds = 1200 where kind = 'email.send' and status in ('queued', 'migrated_to_redis', 'running');

  insert into job_ready (tenant_id, id, queue, band, run_at, attempt, crashes, last_error)
  select tenant_id, id, queue, band, run_at, attempt, crashes, last_error from jobs where status = 'queued';

  insert into job_leased (tenant_id, id, token, queue, band, kind, unique_key, attempt, crashes, run_at, lease_until, started_at, last_error)
  select tenant_id, id, lease_token, queue, band, kind, unique_key, greatest(attempt, 1), crashes, run_at, lease_until, started_at, last_error
    from jobs where status in ('migrated_to_redis', 'running');

  insert into job_finished (tenant_id, id, queue, kind, status, attempt, crashes, worker_id, started_at, finished_at, last_error)
  select tenant_id, id, queue, kind, status, attempt, crashes, worker_id, started_at, finished_at, last_error
    from jobs where status in ('completed', 'failed', 'cancelled', 'uncertain');

  insert into job_ledger (tenant_id, queue, enqueued, completed, failed, cancelled, uncertain)
  select tenant_id, queue, count(*), count(*) filter (where status = 'completed'), count(*) filter (where status = 'failed'),
         count(*) filter (where status = 'cancelled'), count(*) filter (where status = 'uncertain')
    from jobs group by tenant_id, queue;

  foreach each in array array['job_ready', 'job_leased', 'job_finished', 'job_ledger', 'jobs', 'job_attempts'] loop
    execute format('alter table %I force row level security', each);
  end loop;
end
$move$;

alter table jobs
  drop column status,
  drop column attempt,
  drop column crashes,
  drop column lease_token,
  drop column lease_until,
  drop column worker_id,
  drop column started_at,
  drop column finished_at,
  drop column last_error;

-- The whole of a job in one row, for people: where it stands, under the names the product uses.
create view job_states with (security_invoker = true) as
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
  left join job_leased l on l.tenant_id = j.tenant_id and l.id = j.id
  left join job_finished f on f.tenant_id = j.tenant_id and f.id = j.id;

do $grants$
declare
  producer text;
begin
  foreach producer in array array['users_app', 'tenants_app', 'infrastructure_app', 'campaigns_app', 'email_app', 'billing_app', 'analytics_app'] loop
    if exists (select 1 from pg_roles where rolname = producer) then
      execute format('revoke insert, update, delete, truncate on job_states from %I', producer);
      execute format('grant select on job_states to %I', producer);
    end if;
  end loop;
end
$grants$;
