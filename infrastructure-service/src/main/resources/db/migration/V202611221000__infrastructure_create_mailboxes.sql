-- Sending domains of a tenant, each with one DKIM key (RFC 6376). The same domain may belong to several tenants: who may really
-- use it shows in its DNS, and one tenant must not learn about another from a refusal.
create table domains (
  tenant_id        uuid        not null,
  id               uuid        not null,
  name             text        not null check (length(name) between 3 and 253),
  dkim_selector    text        not null,
  dkim_public_key  text        not null,
  dkim_private_key text        not null check (dkim_private_key like 'v1.%'), -- sealed with the tenant's key
  created_at       timestamptz not null,
  version          integer     not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
alter table domains enable row level security;
alter table domains force row level security;
create policy tenant on domains
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- Mailboxes that a tenant sends from and reads.
create table mailboxes (
  tenant_id          uuid        not null,
  id                 uuid        not null,
  domain_id          uuid        not null,
  address            text        not null check (length(address) <= 254),
  display_name       text        check (length(display_name) between 1 and 100),
  smtp_host          text        not null,
  smtp_port          integer     not null check (smtp_port between 1 and 65535),
  smtp_security      text        not null check (smtp_security in ('none', 'starttls', 'tls')),
  smtp_username      text        not null,
  smtp_password      text        not null check (smtp_password like 'v1.%'), -- sealed with the tenant's key
  imap_host          text        not null,
  imap_port          integer     not null check (imap_port between 1 and 65535),
  imap_security      text        not null check (imap_security in ('none', 'starttls', 'tls')),
  imap_username      text        not null,
  imap_password      text        not null check (imap_password like 'v1.%'), -- sealed with the tenant's key
  daily_limit        integer     not null check (daily_limit between 1 and 100000),
  min_gap_seconds    integer     not null check (min_gap_seconds between 0 and 86400),
  status             text        not null check (status in ('connected', 'failing', 'disabled')),
  last_check_at      timestamptz not null,
  last_check_problem text,
  last_check_detail  text,
  created_at         timestamptz not null,
  version            integer     not null,
  primary key (tenant_id, id),
  unique (tenant_id, address),
  foreign key (tenant_id, domain_id) references domains (tenant_id, id),
  check ((last_check_problem is null) = (last_check_detail is null))
);
create index mailboxes_of_domain on mailboxes (tenant_id, domain_id);
alter table mailboxes enable row level security;
alter table mailboxes force row level security;
create policy tenant on mailboxes
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
