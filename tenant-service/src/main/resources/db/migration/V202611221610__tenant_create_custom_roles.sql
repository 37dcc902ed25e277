-- Roles that a tenant makes for itself.
create table custom_roles (
  tenant_id   uuid        not null references tenants (tenant_id),
  role        text        not null check (role ~ '^[a-z][a-z0-9-]{1,39}$'),
  name        text        not null check (length(name) between 1 and 60),
  description text        not null check (length(description) <= 200),
  created_at  timestamptz not null,
  primary key (tenant_id, role)
);

create table custom_role_permissions (
  tenant_id  uuid not null,
  role       text not null,
  permission text not null check (permission not like 'platform:%'),
  primary key (tenant_id, role, permission),
  foreign key (tenant_id, role) references custom_roles (tenant_id, role) on delete cascade
);

-- No role of its own has rank 0, and nothing is granted to it: it says that the role is in custom_role.
insert into roles (role, rank, name, description) values ('custom', 0, 'Custom', 'A role of the tenant itself.');

alter table memberships add column custom_role text;
alter table memberships add constraint memberships_custom_role foreign key (tenant_id, custom_role) references custom_roles (tenant_id, role);
alter table memberships add constraint memberships_one_role check ((role = 'custom') = (custom_role is not null));
alter table invitations add column custom_role text;
alter table invitations add constraint invitations_custom_role foreign key (tenant_id, custom_role) references custom_roles (tenant_id, role);
alter table invitations add constraint invitations_one_role check ((role = 'custom') = (custom_role is not null));

do $rls$
declare
  name text;
begin
  foreach name in array array['custom_roles', 'custom_role_permissions'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I
      using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
      with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$rls$;

-- The door of memberships, continued: what the roles of one person may do, while app.user_id names that person.
create policy own_custom_roles on custom_role_permissions for select to tenants_app
  using ((tenant_id, role) in (select m.tenant_id, m.custom_role from memberships m
                               where m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));

insert into quotas (quota, most) values ('custom-roles', 20);
