create table api_keys (
  tenant_id      uuid        not null references tenants (tenant_id),
  id             uuid        not null,
  name           text        not null check (length(name) between 1 and 100),
  -- Twelve random characters by which a key is found; two keys may share them, their hashes differ.
  prefix         text        not null check (prefix ~ '^[0-9A-Za-z]{12}$'),
  hash           bytea       not null check (octet_length(hash) = 32),
  scopes         text[]      not null check (cardinality(scopes) between 1 and 50),
  allowed_ranges text[]      not null check (cardinality(allowed_ranges) <= 50),
  -- The member for whom the key acts.
  created_by     uuid        not null,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  last_used_at   timestamptz,
  revoked_at     timestamptz,
  replaced_by    uuid,
  -- The Idempotency-Key of the request that made it. The answer to that request is not kept, because it holds the key.
  request_key    text        check (length(request_key) <= 255),
  primary key (tenant_id, id),
  foreign key (tenant_id, replaced_by) references api_keys (tenant_id, id),
  unique (tenant_id, request_key)
);
create index api_keys_prefix on api_keys (prefix);

alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy tenant on api_keys
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- The door: keys that begin like the one somebody presents, while app.api_key says how. Set in PresentedKeys, nowhere else.
create policy presented_key on api_keys for select to tenants_app
  using (prefix = (select nullif(current_setting('app.api_key', true), '')));

revoke delete on api_keys from tenants_app;
