-- One sign-in. Its row is locked while a refresh token is exchanged, which puts parallel exchanges in a line.
create table sessions (
  id               uuid        primary key,
  account_id       uuid        not null references accounts on delete cascade,
  -- The tenant chosen last; null before one was.
  tenant_id        uuid,
  -- A refresh token's successor is its HMAC under this key: the same token always gives the same successor, and none of them is stored.
  rotation_secret  bytea       not null check (octet_length(rotation_secret) = 32),
  created_at       timestamptz not null,
  last_used_at     timestamptz not null,
  expires_at       timestamptz not null,
  revoked_at       timestamptz,
  revoked_because  text        check (revoked_because in ('logout', 'reuse', 'new-credentials')),
  constraint sessions_revoked_check check ((revoked_at is null) = (revoked_because is null))
);
create index sessions_of_account on sessions (account_id);
create index sessions_over on sessions (expires_at);

create table refresh_tokens (
  token_hash bytea       primary key check (octet_length(token_hash) = 32),
  session_id uuid        not null references sessions on delete cascade,
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index refresh_tokens_of_session on refresh_tokens (session_id);
