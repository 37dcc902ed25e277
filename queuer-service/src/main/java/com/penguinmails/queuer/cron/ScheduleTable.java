package com.penguinmails.queuer.cron;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.jobs.DeclaredSchedule;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobKind;
import com.penguinmails.contracts.jobs.JobPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of schedules; needs a transaction. */
@Component
class ScheduleTable {

    private static final String DECLARE = """
            insert into job_schedules (name, handler, kind, queue, priority, max_attempts, timeout_seconds, backoff_millis, backoff_most_millis,
                                       payload, cron, zone, missed, next_at, declared_at)
            values (:name, :handler, :kind, :queue, :priority, :maxAttempts, :timeout, :backoff, :mostBackoff,
                    :payload, :cron, :zone, :missed, :next::timestamptz, :now)
            on conflict (name) do update
               set kind = excluded.kind, queue = excluded.queue, priority = excluded.priority, max_attempts = excluded.max_attempts,
                   timeout_seconds = excluded.timeout_seconds, backoff_millis = excluded.backoff_millis,
                   backoff_most_millis = excluded.backoff_most_millis, payload = excluded.payload, cron = excluded.cron, zone = excluded.zone,
                   missed = excluded.missed, declared_at = excluded.declared_at,
                   -- A restart loses no tick, and repeats none.
                   next_at = case when (job_schedules.cron, job_schedules.zone) = (excluded.cron, excluded.zone) then job_schedules.next_at
                                  else excluded.next_at end
            """;

    private final JdbcClient jdbc;

    ScheduleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void declare(DeclaredSchedule schedule, @Nullable Instant next, Instant now) {
        JobPolicy policy = schedule.kind().policy();
        jdbc.sql(DECLARE)
                .param("name", fullName(schedule))
                .param("handler", schedule.kind().handler().id())
                .param("kind", schedule.kind().name())
                .param("queue", schedule.kind().queue())
                .param("priority", schedule.priority())
                .param("maxAttempts", policy.maxAttempts())
                .param("timeout", policy.timeout().toSeconds())
                .param("backoff", policy.backoff().toMillis())
                .param("mostBackoff", policy.longestBackoff().toMillis())
                .param("payload", schedule.payload())
                .param("cron", schedule.cron())
                .param("zone", schedule.zone())
                .param("missed", schedule.missed().name().toLowerCase(Locale.ROOT))
                .param("next", next == null ? null : next.toString())
                .param("now", at(now))
                .update();
    }

    static String fullName(DeclaredSchedule schedule) {
        return schedule.kind().handler().id() + "." + schedule.name();
    }

    /** Removes those of a handler that are not among {@code names}. */
    void keepOnly(String handler, List<String> names) {
        jdbc.sql("delete from job_schedules where handler = :handler and name <> all (:names)")
                .param("handler", handler)
                .param("names", names.toArray(String[]::new))
                .update();
    }

    /** The names of those whose tick has come, longest ago first. */
    List<String> due(Instant now) {
        return jdbc.sql("select name from job_schedules where next_at <= :now and paused_at is null order by next_at")
                .param("now", at(now))
                .query((row, number) -> text(row, "name"))
                .list();
    }

    /** Holds it until the transaction ends; empty when another queuer does, or has carried its tick out. */
    Optional<Schedule> hold(String name, Instant now) {
        return jdbc.sql("""
                        select * from job_schedules
                         where name = :name and next_at <= :now and paused_at is null
                           for update skip locked""")
                .param("name", name)
                .param("now", at(now))
                .query((row, number) -> schedule(row))
                .optional();
    }

    void moveOn(String name, @Nullable Instant next, @Nullable Instant last) {
        jdbc.sql("""
                        update job_schedules set next_at = :next::timestamptz, last_at = coalesce(:last::timestamptz, last_at)
                         where name = :name""")
                .param("next", next == null ? null : next.toString())
                .param("last", last == null ? null : last.toString())
                .param("name", name)
                .update();
    }

    void pause(String name, Instant now) {
        jdbc.sql("update job_schedules set paused_at = :now where name = :name")
                .param("now", at(now))
                .param("name", name)
                .update();
    }

    /** @param next from which tick on it goes on */
    void resume(String name, @Nullable Instant next) {
        jdbc.sql("update job_schedules set paused_at = null, next_at = :next::timestamptz where name = :name")
                .param("next", next == null ? null : next.toString())
                .param("name", name)
                .update();
    }

    List<ScheduleView> all() {
        return jdbc.sql("select * from job_schedules order by name")
                .query((row, number) -> view(row))
                .list();
    }

    /** Holds it until the transaction ends. */
    Optional<ScheduleView> find(String name) {
        return jdbc.sql("select * from job_schedules where name = :name for update")
                .param("name", name)
                .query((row, number) -> view(row))
                .optional();
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        var policy = new JobPolicy(
                row.getInt("max_attempts"),
                Duration.ofMillis(row.getInt("backoff_millis")),
                Duration.ofMillis(row.getInt("backoff_most_millis")),
                Duration.ofSeconds(row.getInt("timeout_seconds")));
        return new Schedule(
                text(row, "name"),
                new JobKind(text(row, "kind"), text(row, "queue"), handler(text(row, "handler")), policy),
                row.getInt("priority"),
                text(row, "payload"),
                Ticks.of(text(row, "cron"), text(row, "zone")),
                Missed.valueOf(text(row, "missed").toUpperCase(Locale.ROOT)),
                Objects.requireNonNull(instant(row, "next_at")));
    }

    private static ScheduleView view(ResultSet row) throws SQLException {
        return new ScheduleView(
                text(row, "name"),
                text(row, "handler"),
                text(row, "kind"),
                text(row, "queue"),
                text(row, "cron"),
                text(row, "zone"),
                text(row, "missed"),
                instant(row, "next_at"),
                instant(row, "last_at"),
                instant(row, "paused_at"));
    }

    private static ServiceName handler(String id) {
        return Arrays.stream(ServiceName.values())
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no service is called " + id));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return String.valueOf(row.getString(column));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
