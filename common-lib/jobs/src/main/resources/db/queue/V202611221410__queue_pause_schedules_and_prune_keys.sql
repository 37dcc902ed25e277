-- Operators pause schedules, too.
alter table operator_acts drop constraint operator_acts_act_check;
alter table operator_acts add constraint operator_acts_act_check check (act in (
  'pause-queue', 'resume-queue', 'drain-queue', 'pause-tenant', 'resume-tenant', 'weigh-tenant',
  'pause-group', 'resume-group', 'cancel-group', 'retry-job', 'retry-jobs', 'cancel-job', 'move-job',
  'pause-schedule', 'resume-schedule'));

-- As in every other schema with these keys, see db/idempotency of module web.
create index idempotency_keys_age on idempotency_keys (created_at);

do $policy$
begin
  execute format($sql$create policy upkeep on idempotency_keys to %I using (created_at < now() - interval '24 hours')$sql$, current_user);
end
$policy$;

create function prune_idempotency_keys(before timestamptz, most integer) returns integer
  language sql security definer
  set search_path = queue, pg_temp
as $$
  with gone as (
    delete from idempotency_keys
     where (tenant_id, route, key) in (select tenant_id, route, key from idempotency_keys where created_at < before limit most for update skip locked)
    returning 1
  )
  select count(*)::integer from gone
$$;
revoke all on function prune_idempotency_keys(timestamptz, integer) from public;
grant execute on function prune_idempotency_keys(timestamptz, integer) to queue_app;
