alter table tenants drop constraint tenants_status_check;
alter table tenants add constraint tenants_status_check check (status in ('active', 'suspended', 'closing', 'closed'));
-- While a tenant is closing: when it will be closed, and what it was before, in case it is taken back. A closed one keeps its day.
alter table tenants add column closes_at timestamptz;
alter table tenants add column status_before_closing text check (status_before_closing in ('active', 'suspended'));
alter table tenants add constraint tenants_closing check ((status in ('closing', 'closed')) = (closes_at is not null));

-- A rotation that was begun: the new key opens already, and will encrypt when every service knows it.
alter table data_keys add column pending_since timestamptz;
alter table data_keys add column rotated_at timestamptz;
