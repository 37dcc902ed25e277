-- One more reason; the words are the application's, so the table only asks that they are words.
alter table sessions drop constraint sessions_revoked_because_check;
alter table sessions add constraint sessions_revoked_because_check check (revoked_because ~ '^[a-z]+(-[a-z]+)*$');
create index sessions_in_tenant on sessions (tenant_id) where revoked_at is null;
create index notifications_of_tenant on notifications (tenant_id);
