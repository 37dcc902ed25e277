-- The keys that sign tokens are changed by whoever runs everything.
insert into staff_role_permissions (role, permission) values ('super_admin', 'platform:keys:manage');
