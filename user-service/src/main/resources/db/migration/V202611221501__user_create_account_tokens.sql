-- Links in mails that do more than prove an address; good once.
create table account_tokens (
  token_hash bytea       primary key check (octet_length(token_hash) = 32),
  account_id uuid        not null references accounts on delete cascade,
  purpose    text        not null check (purpose in ('reset-password', 'change-email')),
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index account_tokens_of_account on account_tokens (account_id, purpose);
create index account_tokens_expired on account_tokens (expires_at);

alter table throttles drop constraint throttles_kind_check;
alter table throttles add constraint throttles_kind_check check (kind in ('login', 'mail', 'reset', 'second-factor'));
