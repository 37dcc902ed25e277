-- The one door between tenants. A worker that comes back, and the watch over workers that do not, must learn which tenants have messages
-- in flight. They learn the ids of these tenants and nothing else; every message is then read and changed as its own tenant.
--
-- The function runs as the owner, who is bound by row-level security as well, so the owner needs a policy: it shows messages that are
-- being sent and no others. The application role cannot use it other than through the function.

create policy in_flight on messages for select to email_owner using (status = 'sending');

create function tenants_sending(of_worker text, before timestamptz) returns setof uuid
  language sql stable security definer
  set search_path = email, pg_temp
as $$
  select distinct tenant_id
    from messages
   where status = 'sending'
     and (of_worker is null or sending_worker = of_worker)
     and (before is null or sending_since < before)
$$;

revoke all on function tenants_sending(text, timestamptz) from public;
grant execute on function tenants_sending(text, timestamptz) to email_app;
