-- The truth about every job. Redis only carries what is being worked on now and may be lost at any moment.
--
-- Partitioned by creation day, which the UUIDv7 id carries, so that history goes by dropping a table and never by deleting rows.

create table jobs (
  id           uuid        not null,
  tenant_id    uuid        not null,
  queue        text        not null check (queue ~ '^[a-z][a-z0-9-]{0,62}$'),
  kind         text        not null check (kind ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  handler      text        not null check (handler ~ '^[a-z][a-z-]{0,62}$'),
  priority     smallint    not null check (priority between 0 and 1000),
  -- Which of the three lists: 0 high, 1 normal, 2 low. Stored, so that the claim finds one band's jobs by index.
  band         smallint    not null generated always as (case when priority <= 50 then 0 when priority <= 150 then 1 else 2 end) stored,
  payload      text        not null check (octet_length(payload) <= 262144),
  status       text        not null default 'queued'
               check (status in ('queued', 'migrated_to_redis', 'running', 'completed', 'failed', 'cancelled', 'uncertain')),
  run_at       timestamptz not null,
  attempt      integer     not null default 0 check (attempt >= 0),
  max_attempts integer     not null check (max_attempts between 1 and 100),
  crashes      integer     not null default 0 check (crashes >= 0),
  lease_token  uuid,
  lease_until  timestamptz,
  worker_id    text,
  unique_key   text        check (length(unique_key) between 1 and 200),
  traceparent  text        check (traceparent ~ '^[0-9a-f-]{55}$'),
  created_at   timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz,
  last_error   text,
  primary key (tenant_id, id),
  -- Leased and without a token, or free and with one, would defeat the fence.
  constraint jobs_lease_check check ((status in ('migrated_to_redis', 'running')) = (lease_token is not null and lease_until is not null)),
  constraint jobs_finished_check check ((status in ('completed', 'failed', 'cancelled', 'uncertain')) = (finished_at is not null))
) partition by range (id);

-- The claim: within one queue and band, tenant by tenant, oldest due first.
create index jobs_ready on jobs (queue, band, tenant_id, run_at, id) where status = 'queued';
-- The audit: what is lent out, and until when.
create index jobs_leased on jobs (queue, lease_until) where status in ('migrated_to_redis', 'running');

-- Every attempt that did not simply succeed; the one that did is told by the job's own row.
create table job_attempts (
  tenant_id   uuid        not null,
  job_id      uuid        not null,
  lease_token uuid        not null,
  attempt     integer     not null,
  outcome     text        not null check (outcome in ('retry', 'discard', 'crashed', 'uncertain')),
  worker_id   text,
  started_at  timestamptz,
  finished_at timestamptz not null default now(),
  reason      text,
  primary key (tenant_id, job_id, lease_token)
) partition by range (job_id);

-- At most one unfinished job per tenant, kind and key; the row goes when the job is finished.
create table job_unique (
  tenant_id  uuid not null,
  kind       text not null,
  unique_key text not null,
  job_id     uuid not null,
  primary key (tenant_id, kind, unique_key)
);

alter table jobs enable row level security;
alter table jobs force row level security;
create policy tenant on jobs
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table job_attempts enable row level security;
alter table job_attempts force row level security;
create policy tenant on job_attempts
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table job_unique enable row level security;
alter table job_unique force row level security;
create policy tenant on job_unique
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- The one door between tenants: the queuer hands out everybody's jobs. Nobody else logs in as queue_app.
create policy dispatch on jobs to queue_app using (true);
create policy dispatch on job_attempts to queue_app using (true);
create policy dispatch on job_unique to queue_app using (true);

-- Producers add jobs of the tenant in scope in their own transaction and may look at them; they never change one.
do $grants$
declare
  producer text;
begin
  foreach producer in array array['users_app', 'tenants_app', 'infrastructure_app', 'campaigns_app', 'email_app', 'billing_app', 'analytics_app'] loop
    if exists (select 1 from pg_roles where rolname = producer) then
      execute format('grant usage on schema queue to %I', producer);
      execute format('grant select, insert on jobs, job_unique to %I', producer);
    end if;
  end loop;
end
$grants$;

-- The lower bound of a day's ids: 48 bits of Unix milliseconds, the rest zero (RFC 9562 section 5.7).
create function first_id_of(day date) returns uuid
  language sql immutable strict
  set search_path = pg_catalog
as $$
  select (lpad(to_hex((extract(epoch from day::timestamp) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of `days` days from `from_day` on (UTC), those that are missing. A partition is reached through its parent only:
-- it has row-level security without a policy, and no grants.
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
    foreach parent in array array['jobs', 'job_attempts'] loop
      part := parent || '_p' || to_char(from_day + day, 'YYYYMMDD');
      if to_regclass(format('queue.%I', part)) is null then
        -- Built beside the parent and then attached: unlike "create … partition of", that does not stop running enqueues.
        execute format('create table %I (like %I including all) with (autovacuum_vacuum_scale_factor = 0.02)', part, parent);
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
create function drop_partitions(before_day date) returns integer
  language plpgsql security definer
  set search_path = queue, pg_temp
  set lock_timeout = '2s'
as $$
declare
  part text;
  unfinished boolean;
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
    -- The owner is bound by row-level security too and would see no row at all, which must not read as "nothing unfinished".
    -- The change of the table also locks it, so no job can come back to life between the look and the drop.
    execute format('alter table %I no force row level security', part);
    execute format('select exists (select 1 from %I where status in (''queued'', ''migrated_to_redis'', ''running''))', part) into unfinished;
    if unfinished then
      execute format('alter table %I force row level security', part);
    else
      execute format('drop table %I', part);
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

-- Enough days to be safe until a queuer takes over the upkeep, and some behind for producers whose clock is late.
select ensure_partitions((now() at time zone 'utc')::date - 2, 17);
