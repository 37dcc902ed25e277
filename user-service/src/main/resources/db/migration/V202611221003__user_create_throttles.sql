-- Tries by address. Unknown addresses are counted like known ones, so that a refusal tells nothing; only a digest is kept.
create table throttles (
  kind          text        not null check (kind in ('login', 'mail')),
  subject       bytea       not null check (octet_length(subject) = 32),
  tries         integer     not null check (tries >= 0),
  last_try_at   timestamptz not null,
  blocked_until timestamptz not null,
  primary key (kind, subject)
);
create index throttles_old on throttles (last_try_at);
