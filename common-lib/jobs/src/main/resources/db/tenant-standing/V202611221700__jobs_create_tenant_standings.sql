-- Whether a tenant may send, as tenant-service told last. The row outlives everything else of a closed tenant: it is the proof that the rest is gone.
create table tenant_standings (
  tenant_id  uuid        primary key,
  standing   text        not null check (standing in ('active', 'suspended', 'closing', 'closed')),
  seq        bigint      not null,
  changed_at timestamptz not null,
  erased_at  timestamptz
);
alter table tenant_standings enable row level security;
alter table tenant_standings force row level security;
create policy tenant on tenant_standings
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
