-- A closed account is nobody's at once, and its row goes a day later, with all that hangs on it: until then its sign-ins are told to the gateway
-- and its last letter finds the address. The address is free again at once.
alter table accounts add column closed_at timestamptz;
create index accounts_closed on accounts (closed_at) where closed_at is not null;
alter table accounts drop constraint accounts_email_key;
create unique index accounts_email on accounts (email) where closed_at is null;
