-- People that a tenant may write to, and the lists they are on.

create table leads (
  tenant_id      uuid        not null,
  id             uuid        not null,
  -- Normalised: lower case, ASCII domain. Collation C, so that a search by prefix is a range of the index.
  address        text collate "C" not null check (length(address) between 3 and 254),
  first_name     text,
  last_name      text,
  full_name      text,
  company        text,
  title          text,
  phone          text,
  website        text,
  city           text,
  country        text,
  linkedin_url   text,
  -- Columns of the imported files that are none of the above, by their snake_case name.
  attributes     jsonb       not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  -- Tells a second row of the same file from a lead that was there before.
  last_import_id uuid,
  created_at     timestamptz not null,
  primary key (tenant_id, id),
  constraint leads_address_key unique (tenant_id, address)
);

-- Why a lead is no longer written to. Apart from the lead, so that an import and an unsubscribe never wait for each other.
create table lead_stops (
  tenant_id uuid        not null,
  lead_id   uuid        not null,
  reason    text        not null check (reason in ('bounced', 'unsubscribed')),
  stopped_at timestamptz not null,
  primary key (tenant_id, lead_id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id) on delete cascade
);

create table lists (
  tenant_id  uuid        not null,
  id         uuid        not null,
  name       text        not null check (length(name) between 1 and 200),
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index lists_name_key on lists (tenant_id, lower(name));

create table list_members (
  tenant_id uuid        not null,
  list_id   uuid        not null,
  lead_id   uuid        not null,
  added_at  timestamptz not null,
  primary key (tenant_id, list_id, lead_id),
  foreign key (tenant_id, list_id) references lists (tenant_id, id) on delete cascade,
  foreign key (tenant_id, lead_id) references leads (tenant_id, id) on delete cascade
);
create index list_members_lead on list_members (tenant_id, lead_id);

create table imports (
  tenant_id          uuid        not null,
  id                 uuid        not null,
  list_id            uuid        not null,
  file_name          text        not null,
  encoding           text        not null,
  delimiter          text        not null check (length(delimiter) = 1),
  mapping            jsonb       not null,
  row_count          integer     not null,
  imported           integer     not null,
  updated            integer     not null,
  unchanged          integer     not null,
  merged             integer     not null,
  rejected           integer     not null,
  rejected_by_reason jsonb       not null,
  created_by         uuid        not null,
  created_at         timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, list_id) references lists (tenant_id, id),
  -- No row of a file may get lost without a trace.
  constraint imports_adds_up check (row_count = imported + updated + unchanged + merged + rejected)
);

create table import_rejections (
  tenant_id uuid    not null,
  import_id uuid    not null,
  -- Physical line of the file on which the row starts, from 1.
  line      integer not null check (line >= 1),
  reason    text    not null check (reason in ('email-missing', 'email-invalid', 'too-many-columns', 'cell-too-long', 'control-characters')),
  raw       text    not null,
  primary key (tenant_id, import_id, line),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade deferrable initially deferred
);

alter table leads enable row level security;
alter table leads force row level security;
create policy tenant on leads
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table lead_stops enable row level security;
alter table lead_stops force row level security;
create policy tenant on lead_stops
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table lists enable row level security;
alter table lists force row level security;
create policy tenant on lists
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table list_members enable row level security;
alter table list_members force row level security;
create policy tenant on list_members
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table imports enable row level security;
alter table imports force row level security;
create policy tenant on imports
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table import_rejections enable row level security;
alter table import_rejections force row level security;
create policy tenant on import_rejections
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
