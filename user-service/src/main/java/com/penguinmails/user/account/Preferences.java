package com.penguinmails.user.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How people like it. */
@Repository
class Preferences {

    private static final Preference DEFAULTS = new Preference("light", "en", "UTC", true, true, false, false);

    private final JdbcClient jdbc;
    private final Clock clock;

    Preferences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Preference(
            String theme,
            String language,
            String timezone,
            boolean emailNotifications,
            boolean pushNotifications,
            boolean weeklyReports,
            boolean marketingEmails) {}

    /** What to change; null leaves it as it is. */
    record Change(
            @Nullable String theme,
            @Nullable String language,
            @Nullable String timezone,
            @Nullable Boolean emailNotifications,
            @Nullable Boolean pushNotifications,
            @Nullable Boolean weeklyReports,
            @Nullable Boolean marketingEmails) {}

    @Transactional(readOnly = true)
    public Preference of(UUID accountId) {
        return jdbc.sql("""
                        select theme, language, timezone, email_notifications, push_notifications, weekly_reports, marketing_emails
                        from preferences where account_id = ?""")
                .param(accountId)
                .query((row, number) -> new Preference(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getBoolean(7)))
                .optional()
                .orElse(DEFAULTS);
    }

    /** One statement, so that two changes of different fields at once both stay. */
    @Transactional
    public Preference change(UUID accountId, Change change) {
        jdbc.sql("insert into preferences (account_id, updated_at) values (?, ?) on conflict do nothing")
                .params(accountId, Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("""
                        update preferences set
                          theme = coalesce(:theme::text, theme), language = coalesce(:language::text, language),
                          timezone = coalesce(:timezone::text, timezone),
                          email_notifications = coalesce(:email::boolean, email_notifications),
                          push_notifications = coalesce(:push::boolean, push_notifications),
                          weekly_reports = coalesce(:weekly::boolean, weekly_reports),
                          marketing_emails = coalesce(:marketing::boolean, marketing_emails),
                          updated_at = :now
                        where account_id = :account""")
                .param("theme", change.theme())
                .param("language", change.language())
                .param("timezone", change.timezone())
                .param("email", change.emailNotifications())
                .param("push", change.pushNotifications())
                .param("weekly", change.weeklyReports())
                .param("marketing", change.marketingEmails())
                .param("now", Timestamp.from(clock.instant()))
                .param("account", accountId)
                .update();
        return of(accountId);
    }
}
