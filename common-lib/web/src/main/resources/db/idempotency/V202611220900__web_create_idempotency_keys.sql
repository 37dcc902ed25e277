-- Answers of requests that carried an Idempotency-Key; written in the transaction of their effect, kept for a day.
-- tenant_id is the person's id for requests made before a tenant was chosen.
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
