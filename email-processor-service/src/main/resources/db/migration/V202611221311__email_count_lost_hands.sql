-- How often a worker died with the message in hand before a word was spoken. The third time it is the message that is to blame.
alter table messages add column lost_hands smallint not null default 0 check (lost_hands >= 0);
