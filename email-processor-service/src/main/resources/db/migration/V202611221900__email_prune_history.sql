-- What workers reported of each try, and what recipients did, is not kept for good. Rows of all tenants are pruned together, by functions of the owner, which
-- sees rows of more than thirty days only, whatever it is asked. The indexes are block ranges: they cost a send next to nothing, and a hit that changes the
-- time of the last one no entry in an index.

create index send_attempts_age on send_attempts using brin (at);

create policy upkeep on send_attempts to email_owner using (at < now() - interval '30 days');

create function prune_send_attempts(before timestamptz, most integer) returns integer
  language sql security definer
  set search_path = email, pg_temp
as $$
  with gone as (
    delete from send_attempts
     where (tenant_id, message_id, incarnation, at) in (
             select tenant_id, message_id, incarnation, at from send_attempts where at < before limit most for update skip locked)
    returning 1
  )
  select count(*)::integer from gone
$$;
revoke all on function prune_send_attempts(timestamptz, integer) from public;
grant execute on function prune_send_attempts(timestamptz, integer) to email_app;

create index engagements_age on engagements using brin (last_at);

create policy upkeep on engagements to email_owner using (last_at < now() - interval '30 days');

create function prune_engagements(before timestamptz, most integer) returns integer
  language sql security definer
  set search_path = email, pg_temp
as $$
  with gone as (
    delete from engagements
     where (tenant_id, message_id, kind, link) in (
             select tenant_id, message_id, kind, link from engagements where last_at < before limit most for update skip locked)
    returning 1
  )
  select count(*)::integer from gone
$$;
revoke all on function prune_engagements(timestamptz, integer) from public;
grant execute on function prune_engagements(timestamptz, integer) to email_app;
