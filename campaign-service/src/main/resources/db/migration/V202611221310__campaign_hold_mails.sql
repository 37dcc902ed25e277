-- True from a pause until the planner has given the mails that were already handed over new slots and lets them leave.
alter table campaigns add column mails_held boolean not null default false;
