-- Operators enter a tenant with a reason and for a while. What they may do there is read, and how much of it depends on their role: support
-- sees nothing that names a person.
create table staff_entry_permissions (
  role       text not null references staff_roles (role),
  permission text not null check (permission ~ '^[a-z-]+:read$'),
  primary key (role, permission)
);

insert into staff_entry_permissions (role, permission)
select role, permission
from (values
  (1, 'tenant:read'), (1, 'workspace:read'), (1, 'template:read'), (1, 'campaign:read'), (1, 'analytics:read'),
  (2, 'mailbox:read'), (2, 'audit:read'), (2, 'api-key:read'),
  (3, 'member:read'), (3, 'lead:read'), (3, 'message:read'), (3, 'suppression:read'), (3, 'billing:read')) as granted (level, permission)
join (values ('support', 1), ('ops', 2), ('super_admin', 3)) as roles (role, rank) on rank >= level;

create table operator_entries (
  tenant_id   uuid        not null references tenants (tenant_id),
  id          uuid        not null,
  operator_id uuid        not null references staff_members (user_id),
  role        text        not null references staff_roles (role),
  reason      text        not null check (length(reason) between 10 and 500),
  entered_at  timestamptz not null,
  expires_at  timestamptz not null check (expires_at between entered_at and entered_at + interval '4 hours'),
  ended_at    timestamptz,
  primary key (tenant_id, id)
);
create unique index operator_entries_open on operator_entries (tenant_id, operator_id) where ended_at is null;
create index operator_entries_of_operator on operator_entries (operator_id) where ended_at is null;

alter table operator_entries enable row level security;
alter table operator_entries force row level security;
create policy tenant on operator_entries
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- Doors for an operator's own entries and the tenants these lead to, while app.user_id names the operator: they are asked for together with the
-- memberships of a person, in MembershipsOfPerson.
create policy own_entries on operator_entries for select to tenants_app
  using (operator_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy entered_tenants on tenants for select to tenants_app
  using (tenant_id in (select e.tenant_id from operator_entries e
                       where e.operator_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));

-- The door by which operators find tenants, set in TenantRecords, nowhere else.
create policy staff_search on tenants for select to tenants_app
  using ((select current_setting('app.staff_search', true)) = 'on');

revoke insert, update, delete on staff_entry_permissions from tenants_app;
revoke delete on operator_entries from tenants_app;
