-- A message of a campaign that was cancelled ends, too.
alter table messages drop constraint messages_status_check;
alter table messages add constraint messages_status_check
  check (status in ('queued', 'sending', 'sent', 'deferred', 'bounced', 'failed', 'uncertain', 'skipped', 'cancelled'));
alter table messages drop constraint messages_finished_check;
alter table messages add constraint messages_finished_check check
  ((status in ('sent', 'bounced', 'failed', 'uncertain', 'skipped', 'cancelled')) = (finished_at is not null));

drop index messages_exceptions;
create index messages_exceptions on messages (tenant_id, status, id)
  where status in ('deferred', 'bounced', 'failed', 'uncertain', 'skipped', 'cancelled');

-- What is submitted for one of these later is cancelled at once: a planner that was cut off may hand over after the end.
create table cancelled_campaigns (
  tenant_id    uuid        not null,
  campaign_id  uuid        not null,
  cancelled_at timestamptz not null,
  primary key (tenant_id, campaign_id)
);
alter table cancelled_campaigns enable row level security;
alter table cancelled_campaigns force row level security;
create policy tenant on cancelled_campaigns
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
