-- A message that counted as uncertain, failed, skipped or bounced stops to do so when a receiving server's 2xx comes to light, so
-- changes of a count may be negative. PostgreSQL checks the proposed row of an upsert before it looks for the existing one, hence
-- no check of the sign; a change without an addition knows no first and last time.
alter table campaign_totals drop constraint campaign_totals_counted;
alter table campaign_totals alter column first_at drop not null;
alter table campaign_totals alter column last_at drop not null;
alter table campaign_hours drop constraint campaign_hours_counted;
