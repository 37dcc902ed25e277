create table invitations (
  tenant_id   uuid        not null references tenants (tenant_id),
  id          uuid        not null,
  -- In lower case, see EmailAddress.
  email       text        not null check (length(email) between 3 and 254),
  role        text        not null references roles (role),
  invited_by  uuid        not null,
  -- What is pending and older than expires_at has expired, whether or not it says so yet.
  status      text        not null check (status in ('pending', 'accepted', 'revoked', 'expired')),
  -- Of the link in the last mail; null before the first.
  token_hash  bytea       check (octet_length(token_hash) = 32),
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  mails       integer     not null check (mails >= 0),
  mailed_at   timestamptz,
  -- The job that sent the last mail: the same delivery twice is one mail.
  mail_job    uuid,
  accepted_by uuid,
  decided_at  timestamptz,
  primary key (tenant_id, id)
);
create unique index invitations_pending on invitations (tenant_id, email) where status = 'pending';
create unique index invitations_token on invitations (tenant_id, token_hash);

alter table invitations enable row level security;
alter table invitations force row level security;
create policy tenant on invitations
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

revoke delete on invitations from tenants_app;
