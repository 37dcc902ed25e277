-- A tenant's own identity provider (OpenID Connect).
create table sso_connections (
  tenant_id     uuid        not null primary key,
  issuer        text        not null check (length(issuer) <= 500),
  client_id     text        not null check (length(client_id) between 1 and 200),
  -- Under the tenant's own key.
  client_secret text        not null,
  -- Members other than owners get into the tenant in no other way.
  enforced      boolean     not null,
  -- What somebody becomes whom the provider vouches for and who is no member yet; null lets nobody in.
  join_role     text        check (join_role in ('viewer', 'member', 'manager')),
  changed_at    timestamptz not null,
  changed_by    uuid        not null
);

-- Domains for whose addresses the provider may speak, once their owner has said so in the DNS.
create table sso_domains (
  tenant_id  uuid        not null,
  domain     text        not null check (domain = lower(domain) and length(domain) between 3 and 253),
  proof      text        not null,
  created_at timestamptz not null,
  primary key (tenant_id, domain)
);

-- Who the provider says somebody is; the address plays no part any more.
create table sso_identities (
  tenant_id    uuid        not null,
  issuer       text        not null,
  subject      text        not null check (length(subject) between 1 and 255),
  account_id   uuid        not null references accounts on delete cascade,
  created_at   timestamptz not null,
  last_used_at timestamptz not null,
  primary key (tenant_id, issuer, subject)
);
create index sso_identities_of_account on sso_identities (account_id);

do $rls$
declare
  name text;
begin
  foreach name in array array['sso_connections', 'sso_domains', 'sso_identities'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I
      using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
      with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$rls$;

-- A proved domain leads to one tenant, before anybody is known.
create table sso_domain_owners (
  domain    text        primary key,
  tenant_id uuid        not null,
  proof     text        not null,
  proved_at timestamptz not null
);
create index sso_domain_owners_of_tenant on sso_domain_owners (tenant_id);

-- Sign-ins that are at the provider. Nothing here is secret: what proves them is derived from a text that only the caller has.
create table sso_attempts (
  state_hash bytea       primary key check (octet_length(state_hash) = 32),
  tenant_id  uuid        not null,
  -- Whose proof is renewed; null for a sign-in.
  session_id uuid        references sessions on delete cascade,
  started_at timestamptz not null,
  expires_at timestamptz not null
);
create index sso_attempts_over on sso_attempts (expires_at);
create index sso_attempts_of_session on sso_attempts (session_id) where session_id is not null;

-- What an app was given stays known for a while after the app is gone, so that its tokens can be turned away.
alter table sessions drop constraint sessions_app_fkey;
