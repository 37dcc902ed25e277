-- A key is next (published, so that everybody knows it before it signs), then active, then published until its last token has ended.
alter table signing_keys
  add column activates_at timestamptz,
  add column activated_at timestamptz;
update signing_keys set activated_at = created_at where status = 'active';

alter table signing_keys drop constraint signing_keys_status_check;
alter table signing_keys add constraint signing_keys_status_check check (status in ('next', 'active', 'published'));
alter table signing_keys add constraint signing_keys_next_check check ((status = 'next') = (activates_at is not null));
create unique index signing_keys_one_next on signing_keys (status) where status = 'next';
