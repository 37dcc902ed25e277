-- Recurring jobs. A row belongs to the service whose jobs it makes; the queuer writes it when that service declares it, and nobody else may.
create table job_schedules (
  -- Of all services: the handler's name, a dot, the name it gave.
  name         text        not null primary key check (name ~ '^[a-z][a-z0-9.-]{0,99}$'),
  handler      text        not null check (handler ~ '^[a-z][a-z-]{0,62}$' and name like handler || '.%'),
  kind         text        not null check (kind ~ '^[a-z0-9][a-z0-9._-]{0,99}$'),
  queue        text        not null check (queue ~ '^[a-z][a-z0-9-]{0,62}$'),
  priority     smallint    not null check (priority between 0 and 1000),
  max_attempts integer     not null check (max_attempts between 1 and 100),
  timeout_seconds     integer not null check (timeout_seconds between 1 and 86400),
  backoff_millis      integer not null check (backoff_millis between 1 and 86400000),
  backoff_most_millis integer not null check (backoff_most_millis between 1 and 604800000),
  payload      text        not null check (octet_length(payload) <= 262144),
  cron         text        not null check (length(cron) <= 200),
  zone         text        not null check (length(zone) <= 100),
  -- What becomes of ticks that passed while no queuer ran.
  missed       text        not null check (missed in ('skip', 'once', 'all')),
  -- The tick to come. Moved on in the transaction that adds the job of the one before, which is why no tick gets two; null when none comes any more.
  next_at      timestamptz,
  -- The last tick that got a job.
  last_at      timestamptz,
  paused_at    timestamptz,
  declared_at  timestamptz not null
);

-- The minute's check of the books: when the last one was and what it found.
create table conservation_checks (
  only_one    boolean     not null primary key default true check (only_one),
  checked_at  timestamptz not null,
  took_millis integer     not null,
  -- Jobs whose place was looked up one by one.
  looked_up   integer     not null
);

create table conservation_queues (
  queue  text   not null primary key,
  booked bigint not null,
  found  bigint not null
);

-- Where the books and the tables do not agree, from the first check that saw it until one that no longer does.
create table conservation_mismatches (
  tenant_id uuid        not null,
  queue     text        not null,
  booked    bigint      not null,
  found     bigint      not null,
  since     timestamptz not null,
  checks    integer     not null default 1,
  primary key (tenant_id, queue)
);

-- Jobs that are in no table of a state, or in more than one.
create table conservation_strays (
  tenant_id uuid        not null,
  id        uuid        not null,
  queue     text        not null,
  -- Of ready, held, leased, finished; empty for none.
  places    text        not null,
  since     timestamptz not null,
  checks    integer     not null default 1,
  primary key (tenant_id, id)
);

do $policies$
declare
  each text;
begin
  foreach each in array array['conservation_mismatches', 'conservation_strays'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format($policy$create policy tenant on %I
      using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
      with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))$policy$, each);
    execute format('create policy dispatch on %I to queue_app using (true)', each);
  end loop;
end
$policies$;

-- How long the oldest transaction has run that keeps dead rows from being removed. The owner may read the statistics of all sessions, the
-- application role may not: it learns this number and nothing else. Where the owner may not either, only the queuer's own sessions count.
create function oldest_transaction_seconds() returns double precision
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(extract(epoch from clock_timestamp() - min(xact_start)), 0)::double precision
    from pg_stat_activity where backend_xmin is not null or backend_xid is not null
$$;
revoke all on function oldest_transaction_seconds() from public;
grant execute on function oldest_transaction_seconds() to queue_app;
