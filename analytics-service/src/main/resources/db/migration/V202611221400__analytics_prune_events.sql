-- Raw events are kept for a year, counts for good. Events of all tenants are pruned together, by a function of the owner, which sees events of more
-- than thirty days only, whatever it is asked. Old is what came in long ago: an event that comes late is not pruned at once.
create index events_received on events using brin (received_at);

do $prune$
begin
  execute format($sql$create policy upkeep on events to %I using (received_at < now() - interval '30 days')$sql$, current_user);
end
$prune$;

create function prune_events(before timestamptz, most integer) returns integer
  language sql security definer
  set search_path = analytics, pg_temp
as $$
  with gone as (
    delete from events
     where (tenant_id, id) in (select tenant_id, id from events where received_at < before limit most for update skip locked)
    returning 1
  )
  select count(*)::integer from gone
$$;
revoke all on function prune_events(timestamptz, integer) from public;
grant execute on function prune_events(timestamptz, integer) to analytics_app;
