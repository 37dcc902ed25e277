-- A tenant is its own first row: the key is the tenant id.
create table tenants (
  tenant_id      uuid        not null primary key,
  name           text        not null check (length(name) between 1 and 100),
  status         text        not null default 'active' check (status in ('active', 'suspended')),
  -- One line, printed in the footer of every mail (CAN-SPAM §7704(a)(5)); no launch without it.
  postal_address text        check (length(postal_address) between 5 and 300),
  timezone       text        not null,
  created_at     timestamptz not null
);

create table workspaces (
  tenant_id  uuid        not null references tenants (tenant_id),
  id         uuid        not null,
  name       text        not null check (length(name) between 1 and 100),
  -- Part of addresses people bookmark, so it never changes.
  slug       text        not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$'),
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, slug)
);

create table memberships (
  tenant_id uuid        not null references tenants (tenant_id),
  user_id   uuid        not null,
  role      text        not null check (role in ('owner', 'admin', 'manager', 'member', 'viewer')),
  joined_at timestamptz not null,
  primary key (tenant_id, user_id)
);
-- The other way round: all tenants of one person.
create index memberships_of_user on memberships (user_id, joined_at);

create table data_keys (
  tenant_id  uuid        not null primary key references tenants (tenant_id),
  -- Wrapped by the root key; useless without it.
  keyset     text        not null,
  created_at timestamptz not null
);

create table role_permissions (
  role       text not null,
  permission text not null,
  primary key (role, permission)
);

do $rls$
declare
  name text;
begin
  foreach name in array array['tenants', 'workspaces', 'memberships', 'data_keys'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I
      using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
      with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$rls$;

-- The door: rows of one person, readable while app.user_id names that person. Set in MembershipsOfPerson, nowhere else.
create policy own_memberships on memberships for select to tenants_app
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

revoke insert, update, delete on role_permissions from tenants_app;

-- Each role has what the one below it has, and more.
insert into role_permissions (role, permission)
select role, permission
from (values
  (1, 'tenant:read'), (1, 'workspace:read'), (1, 'mailbox:read'), (1, 'lead:read'), (1, 'template:read'), (1, 'campaign:read'),
  (1, 'message:read'), (1, 'suppression:read'), (1, 'analytics:read'),
  (2, 'lead:import'), (2, 'template:write'), (2, 'campaign:write'),
  (3, 'campaign:send'), (3, 'suppression:write'), (3, 'mailbox:manage'),
  (4, 'tenant:manage'), (4, 'workspace:manage'), (4, 'billing:read'),
  (5, 'billing:manage')) as granted (level, permission)
join (values ('viewer', 1), ('member', 2), ('manager', 3), ('admin', 4), ('owner', 5)) as roles (role, rank) on rank >= level;
