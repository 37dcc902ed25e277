-- What is sent and what became of it. The words of a mail lie in the content tier; nothing here joins with it.

create table messages (
  tenant_id           uuid        not null,
  id                  uuid        not null,
  campaign_id         uuid        not null,
  enrolment_id        uuid        not null,
  lead_id             uuid        not null,
  mailbox_id          uuid        not null,
  mailbox_address     text        not null,
  -- In the content tier, which may be another server: no foreign key.
  content_id          uuid        not null,
  recipient           text        not null,
  fields              jsonb       not null,
  rfc_message_id      text        not null,
  status              text        not null
                      check (status in ('queued', 'sending', 'sent', 'deferred', 'bounced', 'failed', 'uncertain', 'skipped')),
  -- Not earlier than this: the reserved slot at first, then the step of the retry ladder.
  due_at              timestamptz not null,
  send_at             timestamptz not null,
  attempts            integer     not null default 0 check (attempts >= 0),
  sending_worker      text,
  sending_incarnation uuid,
  sending_since       timestamptz,
  smtp_code           integer,
  smtp_enhanced_code  text,
  smtp_reply          text,
  -- Why there is no mail: of a message that was skipped or could not be made.
  reason              text,
  created_at          timestamptz not null,
  sent_at             timestamptz,
  finished_at         timestamptz,
  primary key (tenant_id, id),
  -- Handed out and to nobody, or free and with a holder, would let two workers send it.
  constraint messages_holder_check check
    ((status = 'sending') = (sending_worker is not null and sending_incarnation is not null and sending_since is not null)),
  constraint messages_finished_check check
    ((status in ('sent', 'bounced', 'failed', 'uncertain', 'skipped')) = (finished_at is not null))
);

-- Listings of a campaign, newest first.
create index messages_campaign on messages (tenant_id, campaign_id, id);
-- Listings by what went otherwise than planned; the many that went well are found by the other indexes.
create index messages_exceptions on messages (tenant_id, status, id)
  where status in ('deferred', 'bounced', 'failed', 'uncertain', 'skipped');
-- Recovery of a worker, and the watch over those that never came back. Small: it holds what is being sent now.
create index messages_sending on messages (sending_worker, sending_since) where status = 'sending';

alter table messages enable row level security;
alter table messages force row level security;
create policy tenant on messages
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- Every outcome once, known by the incarnation that spoke SMTP and the moment the reply was read: a worker that reports again after a
-- crash is answered from here.
create table send_attempts (
  tenant_id     uuid        not null,
  message_id    uuid        not null,
  incarnation   uuid        not null,
  at            timestamptz not null,
  worker        text        not null,
  result        text        not null check (result in ('accepted', 'deferred', 'rejected', 'uncertain', 'not_sent')),
  code          integer     not null,
  enhanced_code text,
  reply         text,
  -- The answer the worker got; null when the message was finished.
  retry_at      timestamptz,
  primary key (tenant_id, message_id, incarnation, at),
  foreign key (tenant_id, message_id) references messages (tenant_id, id)
);
alter table send_attempts enable row level security;
alter table send_attempts force row level security;
create policy tenant on send_attempts
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- What recipients did with a message. Link 0 is the message as a whole, links count from 1.
create table engagements (
  tenant_id  uuid        not null,
  message_id uuid        not null,
  kind       text        not null check (kind in ('open', 'click', 'unsubscribe')),
  link       integer     not null check ((kind = 'click') = (link > 0)),
  hits       integer     not null check (hits > 0),
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  primary key (tenant_id, message_id, kind, link),
  foreign key (tenant_id, message_id) references messages (tenant_id, id)
);
alter table engagements enable row level security;
alter table engagements force row level security;
create policy tenant on engagements
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- Who receives nothing more from this tenant: an address, or every address of a domain. An @ tells the two apart.
create table suppressions (
  tenant_id  uuid        not null,
  id         uuid        not null,
  target     text        not null check (target = lower(target) and length(target) between 3 and 254),
  reason     text        not null check (reason in ('unsubscribed', 'bounced', 'complained', 'manual')),
  source     text        not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, target)
);
alter table suppressions enable row level security;
alter table suppressions force row level security;
create policy tenant on suppressions
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
