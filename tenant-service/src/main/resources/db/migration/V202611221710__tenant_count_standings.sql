-- How often the status of a tenant changed: services that are told in another order know by it what is newer.
alter table tenants add column standing_seq bigint not null default 0;
