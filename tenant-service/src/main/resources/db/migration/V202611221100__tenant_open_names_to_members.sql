-- The door of memberships, continued: a person may see the tenants they belong to, while app.user_id names them. One query then lists a
-- person's tenants with their names, however many there are. The inner select goes through the door of memberships itself.
create policy own_tenants on tenants for select to tenants_app
  using (tenant_id in (select m.tenant_id from memberships m
                       where m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));
