-- What a person sees of a sign-in, and what its tokens say about how it was made.
alter table sessions
  add column user_agent       text check (length(user_agent) <= 300),
  -- As the gateway saw it; text, because it is shown and never computed with.
  add column address          text check (length(address) <= 64),
  add column authenticated_at timestamptz,
  -- Values of RFC 8176, separated by blanks.
  add column methods          text not null default 'pwd' check (methods ~ '^[a-z]+( [a-z]+)*$');
update sessions set authenticated_at = created_at;
alter table sessions alter column authenticated_at set not null;

alter table sessions drop constraint sessions_revoked_because_check;
alter table sessions add constraint sessions_revoked_because_check
  check (revoked_because in ('logout', 'reuse', 'new-credentials', 'by-owner'));
-- Those that ended lately are told to the gateway.
create index sessions_revoked on sessions (revoked_at) where revoked_at is not null;
