-- How a person likes it; who never said has no row and the defaults.
create table preferences (
  account_id          uuid        primary key references accounts on delete cascade,
  theme               text        not null default 'light' check (theme in ('light', 'dark', 'system')),
  language            text        not null default 'en' check (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  timezone            text        not null default 'UTC' check (length(timezone) <= 64),
  email_notifications boolean     not null default true,
  push_notifications  boolean     not null default true,
  weekly_reports      boolean     not null default false,
  marketing_emails    boolean     not null default false,
  updated_at          timestamptz not null
);

-- Another address for an account: asked for here, done when a mail to it was read.
create table email_changes (
  id         uuid        primary key,
  account_id uuid        not null references accounts on delete cascade,
  old_email  text        not null check (old_email = lower(old_email) and length(old_email) <= 254),
  new_email  text        not null check (new_email = lower(new_email) and length(new_email) <= 254),
  asked_at   timestamptz not null,
  done_at    timestamptz
);
create index email_changes_of_account on email_changes (account_id, asked_at);

-- A link to prove one address must not prove another one that was asked for later.
alter table account_tokens add column change_id uuid references email_changes on delete cascade;
create index account_tokens_of_change on account_tokens (change_id) where change_id is not null;
alter table account_tokens add constraint account_tokens_change_check check ((purpose = 'change-email') = (change_id is not null));
