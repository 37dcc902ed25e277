-- Paused by the platform, because the tenant may not send; it goes on by itself when the tenant may again.
alter table campaigns add column held_for_tenant boolean not null default false;
