-- What happened, once per event id: the primary key is what makes a second delivery harmless.
-- Ids are version 7, so that the table can be cut into ranges of ids, which are ranges of time, when it grows.
create table events (
  tenant_id    uuid        not null,
  id           uuid        not null,
  type         text        not null,
  campaign_id  uuid        not null,
  message_id   uuid        not null,
  enrolment_id uuid        not null,
  lead_id      uuid        not null,
  mailbox_id   uuid        not null,
  at           timestamptz not null,
  detail       text,
  received_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint events_type_known check (type in ('queued', 'sent', 'deferred', 'bounced', 'failed', 'uncertain', 'skipped',
                                               'opened', 'clicked', 'unsubscribed'))
);

-- When each message first reached what; a column is filled once and from then on only moves back in time.
create table message_milestones (
  tenant_id       uuid not null,
  message_id      uuid not null,
  campaign_id     uuid not null,
  queued_at       timestamptz,
  sent_at         timestamptz,
  deferred_at     timestamptz,
  bounced_at      timestamptz,
  failed_at       timestamptz,
  uncertain_at    timestamptz,
  skipped_at      timestamptz,
  opened_at       timestamptz,
  clicked_at      timestamptz,
  unsubscribed_at timestamptz,
  primary key (tenant_id, message_id)
) with (fillfactor = 80); -- Room on the page: a row is updated a few times, and none of the indexed columns changes.

create index message_milestones_campaign on message_milestones (tenant_id, campaign_id);

-- How many messages of a campaign reached a milestone: the events above, counted as they come in.
create table campaign_totals (
  tenant_id   uuid        not null,
  campaign_id uuid        not null,
  milestone   text        not null,
  messages    bigint      not null,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  updated_at  timestamptz not null,
  primary key (tenant_id, campaign_id, milestone),
  constraint campaign_totals_milestone_known check (milestone in ('queued', 'sent', 'deferred', 'bounced', 'failed', 'uncertain',
    'skipped', 'opened', 'clicked', 'unsubscribed', 'settled', 'deferred_then_sent')),
  constraint campaign_totals_counted check (messages > 0)
) with (fillfactor = 70);

create table campaign_hours (
  tenant_id   uuid        not null,
  campaign_id uuid        not null,
  milestone   text        not null,
  hour        timestamptz not null,
  messages    bigint      not null,
  primary key (tenant_id, campaign_id, milestone, hour),
  constraint campaign_hours_milestone_known check (milestone in ('queued', 'sent', 'deferred', 'bounced', 'failed', 'uncertain',
    'skipped', 'opened', 'clicked', 'unsubscribed', 'settled', 'deferred_then_sent')),
  constraint campaign_hours_counted check (messages > 0)
) with (fillfactor = 70);

create index campaign_hours_hour on campaign_hours (tenant_id, hour);

alter table events enable row level security;
alter table events force row level security;
create policy tenant on events
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table message_milestones enable row level security;
alter table message_milestones force row level security;
create policy tenant on message_milestones
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table campaign_totals enable row level security;
alter table campaign_totals force row level security;
create policy tenant on campaign_totals
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table campaign_hours enable row level security;
alter table campaign_hours force row level security;
create policy tenant on campaign_hours
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
