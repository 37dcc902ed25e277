create table templates (
  tenant_id               uuid        not null,
  id                      uuid        not null,
  name                    text        not null check (length(name) between 1 and 200),
  subject                 text        not null,
  html                    text        not null,
  -- Null: the text part is made from the HTML.
  text                    text,
  -- Merge fields the three parts use, as the renderer found them when the template was saved.
  fields                  text[]      not null,
  fields_without_fallback text[]      not null,
  version                 bigint      not null,
  created_at              timestamptz not null,
  updated_at              timestamptz not null,
  primary key (tenant_id, id)
);

alter table templates enable row level security;
alter table templates force row level security;
create policy tenant on templates
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
