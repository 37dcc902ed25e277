-- Roles, schemas and grants of one PenguinMails database. Run as a superuser inside that database; safe to run again.
--
--   psql --single-transaction -v ON_ERROR_STOP=1 -v users_owner_password=... (one per role below) -f roles-and-schemas.sql
--
-- Every service has two roles: <schema>_owner runs its migrations and owns its tables, <schema>_app is what the running service
-- logs in as. The app role owns nothing and cannot bypass row-level security, so a mistake in a service cannot cross tenants.
-- The content schema belongs to the email roles: it is the same service, on a tier that may move to a server of its own.

-- Two runs at once would collide on "create role" and "alter role". Roles belong to the whole cluster, and so does a lock on their
-- catalog, unlike an advisory lock, which is one database's: the second run waits here until the first commits.
lock table pg_catalog.pg_authid in share row exclusive mode;

do $bootstrap$
declare
  tier record;
  role_name text;
  membership record;
begin
  for tier in
    select schema_name, role_prefix
      from (values ('users', 'users'), ('tenants', 'tenants'), ('infrastructure', 'infrastructure'), ('campaigns', 'campaigns'),
                   ('email', 'email'), ('content', 'email'), ('billing', 'billing'), ('analytics', 'analytics'), ('queue', 'queue'))
           as tiers (schema_name, role_prefix)
  loop
    foreach role_name in array array[tier.role_prefix || '_owner', tier.role_prefix || '_app'] loop
      if not exists (select 1 from pg_roles where rolname = role_name) then
        execute format('create role %I', role_name);
      end if;
      -- Said again on every run, so that a role altered by hand comes back to what the services rely on.
      execute format('alter role %I login inherit nosuperuser nobypassrls nocreaterole nocreatedb noreplication', role_name);
      for membership in
        select granted.rolname as granted_role
          from pg_auth_members m
          join pg_roles granted on granted.oid = m.roleid
          join pg_roles member on member.oid = m.member
         where member.rolname = role_name
      loop
        execute format('revoke %I from %I', membership.granted_role, role_name);
      end loop;
      execute format('grant connect, temporary on database %I to %I', current_database(), role_name);
    end loop;

    execute format('create schema if not exists %I authorization %I', tier.schema_name, tier.role_prefix || '_owner');
    execute format('alter schema %I owner to %I', tier.schema_name, tier.role_prefix || '_owner');
    execute format('revoke all on schema %I from public', tier.schema_name);
    execute format('revoke create on schema %I from %I', tier.schema_name, tier.role_prefix || '_app');
    execute format('grant usage on schema %I to %I', tier.schema_name, tier.role_prefix || '_app');
    -- Never truncate (ignores row-level security), references or trigger.
    execute format('alter default privileges for role %I in schema %I grant select, insert, update, delete on tables to %I',
                   tier.role_prefix || '_owner', tier.schema_name, tier.role_prefix || '_app');
    execute format('alter default privileges for role %I in schema %I grant usage, select on sequences to %I',
                   tier.role_prefix || '_owner', tier.schema_name, tier.role_prefix || '_app');
  end loop;

  -- A job is written in the transaction that caused it, so every service reaches into the queue schema.
  -- Which tables, and what it may do there, is granted by the queue's own migrations.
  for role_name in select rolname from pg_roles
                    where rolname in ('users_app', 'tenants_app', 'infrastructure_app', 'campaigns_app', 'email_app', 'billing_app',
                                      'analytics_app', 'queue_app')
  loop
    execute format('grant usage on schema queue to %I', role_name);
  end loop;

  -- So that a function of the queue can tell how long the oldest transaction of any session has run: a forgotten one slows the queue down.
  -- Granted anew on every run, after the memberships above were taken away.
  grant pg_read_all_stats to queue_owner;

  execute format('revoke all on database %I from public', current_database());
  revoke all on schema public from public;
end
$bootstrap$;

-- Unqualified names mean the service's own schema and never public.
alter role users_owner set search_path = users;
alter role users_app set search_path = users;
alter role tenants_owner set search_path = tenants;
alter role tenants_app set search_path = tenants;
alter role infrastructure_owner set search_path = infrastructure;
alter role infrastructure_app set search_path = infrastructure;
alter role campaigns_owner set search_path = campaigns;
alter role campaigns_app set search_path = campaigns;
alter role email_owner set search_path = email, content;
alter role email_app set search_path = email, content;
alter role billing_owner set search_path = billing;
alter role billing_app set search_path = billing;
alter role analytics_owner set search_path = analytics;
alter role analytics_app set search_path = analytics;
alter role queue_owner set search_path = queue;
alter role queue_app set search_path = queue;

-- psql variables are not replaced inside the block above, hence one line each.
alter role users_owner password :'users_owner_password';
alter role users_app password :'users_app_password';
alter role tenants_owner password :'tenants_owner_password';
alter role tenants_app password :'tenants_app_password';
alter role infrastructure_owner password :'infrastructure_owner_password';
alter role infrastructure_app password :'infrastructure_app_password';
alter role campaigns_owner password :'campaigns_owner_password';
alter role campaigns_app password :'campaigns_app_password';
alter role email_owner password :'email_owner_password';
alter role email_app password :'email_app_password';
alter role billing_owner password :'billing_owner_password';
alter role billing_app password :'billing_app_password';
alter role analytics_owner password :'analytics_owner_password';
alter role analytics_app password :'analytics_app_password';
alter role queue_owner password :'queue_owner_password';
alter role queue_app password :'queue_app_password';
