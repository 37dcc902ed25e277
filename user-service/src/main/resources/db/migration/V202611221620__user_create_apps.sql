-- Programs of a tenant that people let act for them (OAuth 2.0, public clients with PKCE).
create table apps (
  tenant_id     uuid        not null,
  id            uuid        not null,
  name          text        not null check (length(name) between 1 and 100),
  redirect_uris text[]      not null check (cardinality(redirect_uris) between 1 and 10),
  -- The most that anybody can let it do.
  scopes        text[]      not null check (cardinality(scopes) between 1 and 50),
  created_by    uuid        not null,
  created_at    timestamptz not null,
  revoked_at    timestamptz,
  primary key (tenant_id, id)
);
alter table apps enable row level security;
alter table apps force row level security;
create policy tenant on apps
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- What an app asked for at the authorization endpoint, until a person decides. Nobody is known then, so no tenant is in scope.
create table app_requests (
  request_hash   bytea       primary key check (octet_length(request_hash) = 32),
  tenant_id      uuid        not null,
  app_id         uuid        not null,
  redirect_uri   text        not null,
  scopes         text[]      not null,
  state          text,
  code_challenge text        not null,
  expires_at     timestamptz not null,
  foreign key (tenant_id, app_id) references apps (tenant_id, id) on delete cascade
);
create index app_requests_of_app on app_requests (tenant_id, app_id);
create index app_requests_over on app_requests (expires_at);

-- What an app was given: a sign-in of its own, good in one tenant. So are sign-ins through a tenant's identity provider.
alter table sessions
  add column bound_to uuid,
  add column app_id   uuid,
  add column scopes   text[],
  add constraint sessions_app_check check ((app_id is null) = (scopes is null) and (app_id is null or bound_to is not null)),
  add constraint sessions_app_fkey foreign key (bound_to, app_id) references apps (tenant_id, id) on delete cascade;
create index sessions_of_app on sessions (bound_to, app_id) where bound_to is not null;

alter table sessions drop constraint sessions_revoked_because_check;
alter table sessions add constraint sessions_revoked_because_check
  check (revoked_because in ('logout', 'reuse', 'new-credentials', 'by-owner', 'app-revoked', 'provider-removed', 'account-closed'));

-- Good once. A used one is kept for a day, because its return ends what its first use gave.
create table app_codes (
  code_hash      bytea       primary key check (octet_length(code_hash) = 32),
  tenant_id      uuid        not null,
  app_id         uuid        not null,
  account_id     uuid        not null references accounts on delete cascade,
  app_name       text        not null,
  redirect_uri   text        not null,
  scopes         text[]      not null,
  code_challenge text        not null,
  expires_at     timestamptz not null,
  used_at        timestamptz,
  session_id     uuid        references sessions on delete set null,
  foreign key (tenant_id, app_id) references apps (tenant_id, id) on delete cascade
);
create index app_codes_of_account on app_codes (account_id);
create index app_codes_of_app on app_codes (tenant_id, app_id);
create index app_codes_of_session on app_codes (session_id) where session_id is not null;
create index app_codes_over on app_codes (expires_at);
