-- Keys are forgotten after a day, those of all tenants together. The way across tenants is narrow: a function of the owner, which sees expired
-- keys only, whatever it is asked.
create index idempotency_keys_age on idempotency_keys (created_at);

do $prune$
begin
  execute format($sql$create policy upkeep on idempotency_keys to %I using (created_at < now() - interval '24 hours')$sql$, current_user);

  execute format($sql$
    create function prune_idempotency_keys(before timestamptz, most integer) returns integer
      language sql security definer
      set search_path = %I, pg_temp
    as $body$
      with gone as (
        delete from idempotency_keys
         where (tenant_id, route, key) in (select tenant_id, route, key from idempotency_keys where created_at < before limit most for update skip locked)
        returning 1
      )
      select count(*)::integer from gone
    $body$
  $sql$, current_schema());

  revoke all on function prune_idempotency_keys(timestamptz, integer) from public;
  execute format('grant execute on function prune_idempotency_keys(timestamptz, integer) to %I', regexp_replace(current_user, '_owner$', '_app'));
end
$prune$;
