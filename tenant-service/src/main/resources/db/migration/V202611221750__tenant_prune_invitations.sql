-- What became of an invitation is in the log; the row, with a stranger's address, is kept for a while only. Those of all tenants are pruned together, by a
-- function of the owner, which sees those that ended more than thirty days ago only, whatever it is asked. One that ran out ended then, whether or not it says so.
create index invitations_ended on invitations ((coalesce(decided_at, expires_at)));

do $prune$
begin
  execute format(
    $sql$create policy upkeep on invitations to %I using (coalesce(decided_at, expires_at) < now() - interval '30 days')$sql$, current_user);
end
$prune$;

create function prune_invitations(before timestamptz, most integer) returns integer
  language sql security definer
  set search_path = tenants, pg_temp
as $$
  with gone as (
    delete from invitations
     where (tenant_id, id) in
       (select tenant_id, id from invitations where coalesce(decided_at, expires_at) < before limit most for update skip locked)
    returning 1
  )
  select count(*)::integer from gone
$$;
revoke all on function prune_invitations(timestamptz, integer) from public;
grant execute on function prune_invitations(timestamptz, integer) to tenants_app;
