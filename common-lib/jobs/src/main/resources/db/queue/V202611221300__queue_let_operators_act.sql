-- What operators do to the queue, and what they look at before they do it.

-- Since when a lent job is to end as cancelled instead of being begun, or begun again. It stands on the lease itself: who writes the lease back
-- has to lock that very row, so the two cannot miss each other, and a claim or a completion pays nothing for it.
alter table job_leased add column cancel_asked_at timestamptz;
create index job_leased_cancel_asked on job_leased (queue) where cancel_asked_at is not null;

-- Failed jobs by when they failed, to run those of an incident again. Costs nothing as long as nothing fails.
create index job_finished_failed on job_finished (queue, finished_at) where status = 'failed';

comment on column job_ledger.enqueued is 'Also minus one in the queue that an operator moved a job out of, and plus one in the other.';

-- How many jobs ended how, every few seconds and per queuer: throughput and failures of the last hour without a look at history. A queuer that is
-- killed forgets a few seconds of it.
create table job_pace (
  at      timestamptz not null default now(),
  queue   text        not null,
  kind    text        not null,
  outcome text        not null check (outcome in ('completed', 'failed', 'cancelled', 'uncertain')),
  jobs    bigint      not null check (jobs > 0)
);
create index job_pace_at on job_pace (at);

-- Who did what to the queue, and why. Written in the transaction of the act; nobody but the owner of the schema can change or remove a row.
create table operator_acts (
  id         uuid        not null primary key,
  at         timestamptz not null default now(),
  operator   uuid        not null,
  act        text        not null check (act in (
               'pause-queue', 'resume-queue', 'drain-queue', 'pause-tenant', 'resume-tenant', 'weigh-tenant',
               'pause-group', 'resume-group', 'cancel-group', 'retry-job', 'retry-jobs', 'cancel-job', 'move-job')),
  -- "queue:email-sending", "tenant:<id>", "group:<tenant>/<id>", "job:<id>".
  target     text        not null check (length(target) between 1 and 200),
  reason     text        check (length(reason) between 3 and 500),
  before     jsonb       not null,
  after      jsonb       not null,
  request_id text
);
create index operator_acts_target on operator_acts (target, id);
revoke update, delete on operator_acts from queue_app;

-- Answers of requests that carried an Idempotency-Key, as module web expects them.
create table idempotency_keys (
  tenant_id    uuid        not null,
  route        text        not null,
  key          text        not null,
  request_hash text        not null,
  status       integer,
  location     text,
  body         text,
  created_at   timestamptz not null,
  primary key (tenant_id, route, key)
);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy tenant on idempotency_keys
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
