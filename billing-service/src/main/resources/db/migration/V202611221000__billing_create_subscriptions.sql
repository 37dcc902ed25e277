-- The price list. Limits of -1 mean unlimited; a plan without prices is sold by a person.
create table plans (
  slug                text    primary key,
  name                text    not null,
  position            int     not null unique,
  monthly_price_cents bigint,
  yearly_price_cents  bigint,
  currency            text    not null,
  emails_per_period   bigint  not null,
  max_mailboxes       int     not null,
  max_users           int     not null,
  max_workspaces      int     not null,
  max_domains         int     not null,
  dedicated_ips       int     not null,
  constraint plans_prices_together check ((monthly_price_cents is null) = (yearly_price_cents is null)),
  constraint plans_limits check (emails_per_period >= -1 and max_mailboxes >= -1 and max_users >= -1 and max_workspaces >= -1
                                 and max_domains >= -1 and dedicated_ips >= -1)
);

insert into plans (slug, name, position, monthly_price_cents, yearly_price_cents, currency,
                   emails_per_period, max_mailboxes, max_users, max_workspaces, max_domains, dedicated_ips)
values ('starter',      'Starter',      1,  4900,  47000, 'USD',  10000,  10,  2,  3,  5,  0),
       ('professional', 'Professional', 2, 14900, 143000, 'USD',  50000,  50,  5, 10, 15,  0),
       ('business',     'Business',     3, 39900, 383000, 'USD', 200000, 200, 15, -1, -1,  1),
       ('enterprise',   'Enterprise',   4,  null,   null, 'USD',     -1,  -1, -1, -1, -1, -1);

-- One per tenant: what it may use now.
create table subscriptions (
  tenant_id     uuid        primary key,
  plan          text        not null references plans (slug),
  status        text        not null,
  started_at    timestamptz not null,
  trial_ends_at timestamptz not null,
  ended_at      timestamptz,
  version       bigint      not null default 0,
  constraint subscriptions_status_known check (status in ('trialing', 'active', 'past_due', 'canceled')),
  constraint subscriptions_ended_when_canceled check ((status = 'canceled') = (ended_at is not null)),
  constraint subscriptions_trial_lasts check (trial_ends_at > started_at)
);

-- Mails taken out of the allowance of a billing period; the sum of its reservations.
create table usage_periods (
  tenant_id       uuid        not null,
  period_start    timestamptz not null,
  emails_reserved bigint      not null default 0,
  primary key (tenant_id, period_start),
  constraint usage_periods_not_negative check (emails_reserved >= 0)
);

-- Who took them. The id is the taker's, so that asking again takes nothing more.
create table quota_reservations (
  tenant_id    uuid        not null,
  id           uuid        not null,
  period_start timestamptz not null,
  emails       bigint      not null,
  reserved_at  timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, period_start) references usage_periods (tenant_id, period_start),
  constraint quota_reservations_not_negative check (emails >= 0)
);

create index quota_reservations_period on quota_reservations (tenant_id, period_start);

alter table subscriptions enable row level security;
alter table subscriptions force row level security;
create policy tenant on subscriptions
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table usage_periods enable row level security;
alter table usage_periods force row level security;
create policy tenant on usage_periods
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

alter table quota_reservations enable row level security;
alter table quota_reservations force row level security;
create policy tenant on quota_reservations
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
