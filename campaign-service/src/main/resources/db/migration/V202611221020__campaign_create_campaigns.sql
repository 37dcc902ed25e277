create table campaigns (
  tenant_id      uuid        not null,
  id             uuid        not null,
  name           text        not null check (length(name) between 1 and 200),
  status         text        not null check (status in ('draft', 'launching', 'running', 'paused', 'completed', 'cancelled')),
  template_id    uuid,
  list_id        uuid,
  mailbox_ids    uuid[]      not null,
  from_name      text,
  track_opens    boolean     not null,
  track_clicks   boolean     not null,
  -- The content as it was at launch, kept by email-processor under this id, and the merge fields it uses.
  content_id     uuid,
  content_fields text[],
  -- The one campaign.plan job that may plan this campaign. A resume puts a new one in charge; the old one then finds itself out of office.
  plan_job_id    uuid,
  version        bigint      not null,
  created_by     uuid        not null,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  launched_at    timestamptz,
  completed_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, template_id) references templates (tenant_id, id),
  foreign key (tenant_id, list_id) references lists (tenant_id, id),
  constraint campaigns_launched_check
    check (status in ('draft', 'cancelled') or (content_id is not null and launched_at is not null and plan_job_id is not null))
);

-- One lead in one campaign, from the launch to the outcome of its mail.
create table enrolments (
  tenant_id   uuid        not null,
  id          uuid        not null,
  campaign_id uuid        not null,
  lead_id     uuid        not null,
  status      text        not null check (status in
                ('pending', 'planned', 'handed_over', 'sent', 'bounced', 'failed', 'uncertain', 'skipped', 'unsubscribed')),
  -- Chosen when the slot is reserved; the message keeps its id however often it is handed over.
  message_id  uuid,
  mailbox_id  uuid,
  send_at     timestamptz,
  updated_at  timestamptz not null,
  primary key (tenant_id, id),
  constraint enrolments_lead_key unique (tenant_id, campaign_id, lead_id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id),
  constraint enrolments_slot_check
    check (status in ('pending', 'skipped') or (message_id is not null and mailbox_id is not null and send_at is not null))
);
-- What is not finished: the planner's work list, and the question whether a campaign is complete.
create index enrolments_open on enrolments (tenant_id, campaign_id, status, id) where status in ('pending', 'planned', 'handed_over');
create index enrolments_lead on enrolments (tenant_id, lead_id);

-- When a mailbox may send next. The row is locked while slots are reserved, so that campaigns sharing a mailbox take turns.
create table mailbox_pace (
  tenant_id    uuid        not null,
  mailbox_id   uuid        not null,
  next_free_at timestamptz not null,
  primary key (tenant_id, mailbox_id)
);

-- How many slots of a mailbox are taken on a UTC day, over all campaigns.
create table mailbox_days (
  tenant_id  uuid    not null,
  mailbox_id uuid    not null,
  day        date    not null,
  used       integer not null check (used >= 0),
  primary key (tenant_id, mailbox_id, day)
);

alter table campaigns enable row level security;
alter table campaigns force row level security;
create policy tenant on campaigns
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table enrolments enable row level security;
alter table enrolments force row level security;
create policy tenant on enrolments
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table mailbox_pace enable row level security;
alter table mailbox_pace force row level security;
create policy tenant on mailbox_pace
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table mailbox_days enable row level security;
alter table mailbox_days force row level security;
create policy tenant on mailbox_days
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
