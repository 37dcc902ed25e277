-- What was done in a tenant. Each entry carries the hash of the one before it; the end of the log is kept, sealed, in a table of its own.
create table audit_entries (
  tenant_id     uuid        not null references tenants (tenant_id),
  seq           bigint      not null check (seq > 0),
  -- Made by who did it, so that the same act told twice is one entry.
  id            uuid        not null,
  at            timestamptz not null,
  actor         text        not null check (actor in ('user', 'api_key', 'operator', 'service')),
  actor_id      text        not null check (length(actor_id) between 1 and 64),
  action        text        not null check (length(action) <= 81),
  resource      text        not null check (length(resource) <= 40),
  resource_id   text        not null check (length(resource_id) between 1 and 100),
  details       jsonb       not null,
  ip            text        check (length(ip) <= 45),
  request_id    text        check (length(request_id) <= 64),
  previous_hash bytea       not null check (octet_length(previous_hash) = 32),
  hash          bytea       not null check (octet_length(hash) = 32),
  primary key (tenant_id, seq),
  unique (tenant_id, id)
);

create table audit_heads (
  tenant_id uuid   not null primary key references tenants (tenant_id),
  seq       bigint not null,
  hash      bytea  not null check (octet_length(hash) = 32),
  -- Made under the root key, which is not in the database.
  seal      text   not null
);

do $rls$
declare
  name text;
begin
  foreach name in array array['audit_entries', 'audit_heads'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I
      using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
      with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$rls$;

-- Entries are added, and that is all that can be done with them.
revoke update, delete on audit_entries from tenants_app;
revoke delete on audit_heads from tenants_app;

insert into role_permissions (role, permission)
select role, permission
from (values
  (1, 'member:read'),
  (4, 'member:manage'), (4, 'api-key:read'), (4, 'api-key:manage'), (4, 'security:manage'), (4, 'audit:read'),
  (5, 'tenant:transfer'), (5, 'tenant:delete')) as granted (level, permission)
join (values ('viewer', 1), ('member', 2), ('manager', 3), ('admin', 4), ('owner', 5)) as roles (role, rank) on rank >= level;
