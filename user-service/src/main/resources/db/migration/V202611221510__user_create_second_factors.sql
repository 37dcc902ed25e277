-- Generators of one-time codes (RFC 6238), one for each person who has one.
create table totp_factors (
  account_id   uuid        primary key references accounts on delete cascade,
  -- Encrypted under the platform's root key.
  secret       text        not null,
  created_at   timestamptz not null,
  -- Null until a code proved that the generator works; before that it is asked for nowhere.
  confirmed_at timestamptz,
  -- The time step of the last code that was taken; its code, and older ones, are never taken again.
  last_step    bigint      not null default 0
);

create table recovery_codes (
  account_id uuid        not null references accounts on delete cascade,
  code_hash  bytea       not null check (octet_length(code_hash) = 32),
  used_at    timestamptz,
  primary key (account_id, code_hash)
);

-- The right password was given, and a second factor is awaited.
create table sign_in_challenges (
  token_hash bytea       primary key check (octet_length(token_hash) = 32),
  account_id uuid        not null references accounts on delete cascade,
  tenant_id  uuid,
  tries      integer     not null default 0 check (tries between 0 and 5),
  expires_at timestamptz not null
);
create index sign_in_challenges_of_account on sign_in_challenges (account_id);
create index sign_in_challenges_over on sign_in_challenges (expires_at);

-- Mails that another service asked for and that were handed over: a repeated call sends none.
create table relayed_mails (
  mail_id uuid        primary key,
  sent_at timestamptz not null
);
create index relayed_mails_old on relayed_mails (sent_at);
