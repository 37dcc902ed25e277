-- Tables that use what tables of services use: every kind of check, keys of one and of several columns, a table that belongs to nobody, partitions, a
-- view, a generated column, and a door.
create table colour (name text primary key);
insert into colour values ('red'), ('blue');

create table holder (
  tenant_id uuid not null primary key,
  name      text not null check (length(name) between 1 and 100)
);

create table item (
  tenant_id  uuid        not null references holder (tenant_id),
  id         uuid        not null,
  parent_id  uuid,
  colour     text        not null references colour (name),
  slug       text        not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?$'),
  sealed     text        not null check (sealed like 'v1.%'),
  target     text        not null check (target = lower(target) and length(target) between 3 and 254),
  digest     bytea       not null check (octet_length(digest) = 32),
  labels     text[]      not null check (cardinality(labels) between 1 and 5),
  details    jsonb       not null check (jsonb_typeof(details) = 'object'),
  status     text        not null check (status in ('open', 'held', 'done')),
  held_by    text,
  done_at    timestamptz,
  counted    integer     not null,
  good       integer     not null check (good >= 0),
  bad        integer     not null check (bad >= 0),
  begins_at  timestamptz not null,
  ends_at    timestamptz not null check (ends_at between begins_at and begins_at + interval '4 hours'),
  weight     smallint    not null default 1 check (weight between 1 and 100),
  band       smallint    not null generated always as (case when weight <= 50 then 0 else 1 end) stored,
  at_times   timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references item (tenant_id, id),
  unique (tenant_id, slug),
  check ((status = 'held') = (held_by is not null)),
  check ((status = 'done') = (done_at is not null)),
  check (counted = good + bad)
);

create table part (
  tenant_id uuid    not null,
  item_id   uuid    not null,
  place     integer not null check (place > 0),
  primary key (tenant_id, item_id, place),
  foreign key (tenant_id, item_id) references item (tenant_id, id) deferrable initially deferred
);

create table note (
  tenant_id uuid not null,
  id        uuid not null,
  words     text not null,
  primary key (tenant_id, id)
) partition by range (id);
create table note_early partition of note for values from (minvalue) to ('80000000-0000-0000-0000-000000000000');
create table note_late partition of note for values from ('80000000-0000-0000-0000-000000000000') to (maxvalue);
revoke all on note_early, note_late from campaigns_app;
alter table note_early enable row level security;
alter table note_early force row level security;
alter table note_late enable row level security;
alter table note_late force row level security;

create view item_names with (security_invoker = true) as select tenant_id, slug from item;

do $rls$
declare
  name text;
begin
  foreach name in array array['holder', 'item', 'part', 'note'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I
      using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
      with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$rls$;
create policy held on item for select to campaigns_owner using (status = 'held');
