-- The roles of members, with words for people. What each may do is in role_permissions.
create table roles (
  role        text not null primary key check (role ~ '^[a-z_]{1,40}$'),
  -- Orders the list; what a role may do is decided by its permissions alone.
  rank        integer not null unique,
  name        text not null,
  description text not null
);

insert into roles (role, rank, name, description) values
  ('owner', 5, 'Owner', 'Everything, also billing and the end of the tenant.'),
  ('admin', 4, 'Admin', 'People, workspaces, settings and API keys.'),
  ('manager', 3, 'Manager', 'Sends campaigns; mailboxes and suppressions.'),
  ('member', 2, 'Member', 'Prepares campaigns, templates and leads.'),
  ('viewer', 1, 'Viewer', 'Reads.');

alter table role_permissions add constraint role_permissions_role foreign key (role) references roles (role);
alter table memberships add constraint memberships_role foreign key (role) references roles (role);
alter table memberships drop constraint memberships_role_check;

revoke insert, update, delete on roles from tenants_app;
