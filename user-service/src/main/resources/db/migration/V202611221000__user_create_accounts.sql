-- People. The address is kept in its normalised form, so two spellings of one mailbox are one row.
create table accounts (
  id                uuid        primary key,
  email             text        not null unique check (email = lower(email) and length(email) <= 254),
  name              text        not null check (length(name) between 1 and 100),
  -- Argon2id with its parameters and salt.
  password_hash     text        not null,
  email_verified_at timestamptz,
  created_at        timestamptz not null,
  updated_at        timestamptz not null
);

-- One row per mail with a link; used ones are deleted.
create table verification_tokens (
  token_hash bytea       primary key check (octet_length(token_hash) = 32),
  account_id uuid        not null references accounts on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index verification_tokens_of_account on verification_tokens (account_id);
create index verification_tokens_expired on verification_tokens (expires_at);

-- A job may be delivered twice; its mail should not be.
create table sent_mails (
  job_id     uuid        primary key,
  account_id uuid        not null references accounts on delete cascade,
  sent_at    timestamptz not null
);
create index sent_mails_old on sent_mails (sent_at);
