create table tenant_policies (
  tenant_id       uuid    not null primary key references tenants (tenant_id),
  mfa_required    boolean not null,
  session_minutes integer check (session_minutes between 15 and 43200)
);

create table tenant_settings (
  tenant_id   uuid not null primary key references tenants (tenant_id),
  language    text not null check (length(language) between 2 and 6),
  date_format text not null check (date_format in ('YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD.MM.YYYY')),
  week_start  text not null check (week_start in ('monday', 'sunday', 'saturday'))
);

-- The usual limits.
create table quotas (
  quota text   not null primary key,
  most  bigint not null check (most >= 0)
);
insert into quotas (quota, most) values ('members', 100), ('workspaces', 50), ('invitations', 100), ('api-keys', 100);

create table quota_exceptions (
  tenant_id uuid        not null references tenants (tenant_id),
  quota     text        not null references quotas (quota),
  most      bigint      not null check (most between 0 and 1000000),
  reason    text        not null check (length(reason) between 3 and 300),
  set_by    uuid        not null,
  set_at    timestamptz not null,
  primary key (tenant_id, quota)
);

do $rls$
declare
  name text;
begin
  foreach name in array array['tenant_policies', 'tenant_settings', 'quota_exceptions'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I
      using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
      with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$rls$;

create table feature_flags (
  key         text        not null primary key check (key ~ '^[a-z][a-z0-9-]{1,59}$'),
  description text        not null check (length(description) between 1 and 300),
  enabled     boolean     not null,
  percentage  integer     not null check (percentage between 0 and 100),
  -- Tenants by name, on whatever the share; and off, whatever else.
  allow       uuid[]      not null check (cardinality(allow) <= 1000),
  deny        uuid[]      not null check (cardinality(deny) <= 1000),
  changed_at  timestamptz not null,
  changed_by  uuid        not null
);

-- What operators did to the platform itself; what they did to a tenant is in the tenant's audit log.
create table staff_acts (
  id          uuid        not null primary key,
  at          timestamptz not null,
  operator_id uuid        not null,
  action      text        not null,
  resource    text        not null,
  resource_id text        not null,
  details     jsonb       not null
);

revoke insert, update, delete on quotas from tenants_app;
revoke update, delete on staff_acts from tenants_app;

insert into staff_role_permissions (role, permission) values
  ('super_admin', 'platform:tenant:read'), ('super_admin', 'platform:tenant:manage'), ('super_admin', 'platform:tenant:enter'),
  ('super_admin', 'platform:flag:manage'),
  ('ops', 'platform:tenant:read'), ('ops', 'platform:tenant:manage'), ('ops', 'platform:tenant:enter'), ('ops', 'platform:flag:manage'),
  ('support', 'platform:tenant:read'), ('support', 'platform:tenant:enter'),
  ('finance', 'platform:tenant:read');
