-- The people who run the platform. They belong to no tenant; what members of a tenant may do is in role_permissions.
create table staff_roles (
  role text not null primary key check (role ~ '^[a-z_]{1,40}$')
);

create table staff_role_permissions (
  role       text not null references staff_roles (role),
  permission text not null check (permission ~ '^platform:[a-z-]+:[a-z-]+$'),
  primary key (role, permission)
);

create table staff_members (
  user_id    uuid        not null primary key,
  -- As they were when the person was added: a list must be readable without asking user-service about everybody.
  email      text        not null check (length(email) <= 254),
  name       text        not null check (length(name) between 1 and 100),
  role       text        not null references staff_roles (role),
  active     boolean     not null default true,
  created_at timestamptz not null,
  -- Null for who was named by the environment, PLATFORM_OPERATORS.
  added_by   uuid,
  changed_at timestamptz not null,
  changed_by uuid
);

-- No role of a tenant can hold a permission of the platform, whoever writes roles one day.
alter table role_permissions add constraint role_permissions_stay_in_tenant check (permission not like 'platform:%');

revoke insert, update, delete on staff_roles, staff_role_permissions from tenants_app;
-- Who left is deactivated, so that it stays known who was there.
revoke delete on staff_members from tenants_app;

insert into staff_roles (role) values ('super_admin'), ('support'), ('finance'), ('ops');

insert into staff_role_permissions (role, permission) values
  ('super_admin', 'platform:queue:read'),
  ('super_admin', 'platform:queue:operate'),
  ('super_admin', 'platform:staff:manage'),
  ('ops', 'platform:queue:read'),
  ('ops', 'platform:queue:operate'),
  ('support', 'platform:queue:read');
