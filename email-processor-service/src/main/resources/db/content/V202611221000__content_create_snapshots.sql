-- What was written at launch and never changes again. This schema may be moved to a server of its own, so no table of it is ever
-- joined with another schema's.

create table snapshots (
  tenant_id      uuid        not null,
  id             uuid        not null,
  subject        text        not null,
  html           text        not null,
  text           text,
  from_name      text,
  postal_address text        not null,
  track_opens    boolean     not null,
  track_clicks   boolean     not null,
  created_at     timestamptz not null,
  primary key (tenant_id, id)
);
alter table snapshots enable row level security;
alter table snapshots force row level security;
create policy tenant on snapshots
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- Where the tracked links of a snapshot lead, in the order of its page from 1. A click looks here; it never takes an address from a URL.
create table links (
  tenant_id  uuid    not null,
  content_id uuid    not null,
  position   integer not null check (position > 0),
  target     text    not null,
  primary key (tenant_id, content_id, position),
  foreign key (tenant_id, content_id) references snapshots (tenant_id, id)
);
alter table links enable row level security;
alter table links force row level security;
create policy tenant on links
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
