-- Keys that sign access tokens. Exactly one signs; all that have not retired are published, so tokens outlive a change of keys.
create table signing_keys (
  id          text        primary key,
  status      text        not null check (status in ('active', 'published')),
  -- JWK as it is published.
  public_key  text        not null,
  -- JWK with the private part, encrypted under the platform's root key.
  private_key text        not null,
  created_at  timestamptz not null,
  retires_at  timestamptz
);
-- Two replicas that start at once both try to make the first key; one of them wins here.
create unique index signing_keys_one_active on signing_keys (status) where status = 'active';
