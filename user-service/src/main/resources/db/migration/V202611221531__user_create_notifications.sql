-- What happened that a person should know; shown in the application, in the tenant it is about.
create table notifications (
  id         uuid        not null,
  account_id uuid        not null references accounts on delete cascade,
  -- Null for what is about the person and no tenant.
  tenant_id  uuid,
  -- The sender's own id of it: told twice, it is there once.
  source_id  uuid        not null,
  kind       text        not null check (kind ~ '^[A-Z][A-Z_]{0,49}$'),
  title      text        not null check (length(title) between 1 and 200),
  body       text        check (length(body) <= 2000),
  -- A path in the application, never another site.
  link       text        check (link ~ '^/[^/\\]' and length(link) <= 500),
  created_at timestamptz not null,
  expires_at timestamptz,
  read_at    timestamptz,
  primary key (account_id, id),
  unique (account_id, source_id)
);
create index notifications_unread on notifications (account_id, id) where read_at is null;
create index notifications_old on notifications (created_at);
