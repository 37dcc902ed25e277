-- Rejected rows hold what a file said of people. They are kept as long as somebody may mend the file; how many they were stays with the import. Those of
-- all tenants are pruned together, by a function of the owner, which sees rows of more than seven days only, whatever it is asked.
alter table import_rejections add column rejected_at timestamptz not null default now();
create index import_rejections_rejected on import_rejections using brin (rejected_at);

create policy upkeep on import_rejections to campaigns_owner using (rejected_at < now() - interval '7 days');

create function prune_import_rejections(before timestamptz, most integer) returns integer
  language sql security definer
  set search_path = campaigns, pg_temp
as $$
  with gone as (
    delete from import_rejections
     where (tenant_id, import_id, line) in (
             select tenant_id, import_id, line from import_rejections where rejected_at < before limit most for update skip locked)
    returning 1
  )
  select count(*)::integer from gone
$$;
revoke all on function prune_import_rejections(timestamptz, integer) from public;
grant execute on function prune_import_rejections(timestamptz, integer) to campaigns_app;
