-- Public keys of authenticators (WebAuthn Level 3). Nothing here is secret: the private keys never leave the authenticators.
create table passkeys (
  id              uuid        primary key,
  account_id      uuid        not null references accounts on delete cascade,
  credential_id   bytea       not null unique check (octet_length(credential_id) between 1 and 1023),
  -- Attested credential data as the standard lays it out: authenticator model, credential id, public key.
  credential_data bytea       not null,
  sign_count      bigint      not null check (sign_count >= 0),
  backup_eligible boolean     not null,
  backed_up       boolean     not null,
  name            text        not null check (length(name) between 1 and 100),
  created_at      timestamptz not null,
  last_used_at    timestamptz
);
create index passkeys_of_account on passkeys (account_id);

-- What an authenticator is asked to sign; good once. Without an account it is for signing in.
create table passkey_challenges (
  challenge_hash bytea       primary key check (octet_length(challenge_hash) = 32),
  account_id     uuid        references accounts on delete cascade,
  expires_at     timestamptz not null
);
create index passkey_challenges_of_account on passkey_challenges (account_id) where account_id is not null;
create index passkey_challenges_over on passkey_challenges (expires_at);
