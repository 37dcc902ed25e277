-- Events this service has already acted upon, written in the transaction of the effect. For services that receive event jobs.
create table processed_events (
  tenant_id    uuid        not null,
  id           uuid        not null,
  processed_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

alter table processed_events enable row level security;
alter table processed_events force row level security;
create policy tenant on processed_events
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
