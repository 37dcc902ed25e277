-- Tables of a service that takes part in the standing of tenants: two whose rows go, one that refers to the other, and one whose rows stay.
create table notes (
  tenant_id uuid not null,
  id        uuid not null,
  primary key (tenant_id, id)
);
create table note_lines (
  tenant_id uuid not null,
  id        uuid not null,
  note_id   uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, note_id) references notes (tenant_id, id)
);
create table heard (
  tenant_id uuid not null,
  id        uuid not null,
  standing  text not null,
  primary key (tenant_id, id)
);

do $policies$
declare
  name text;
begin
  foreach name in array array['notes', 'note_lines', 'heard'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I
      using (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
      with check (tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))', name);
  end loop;
end
$policies$;
