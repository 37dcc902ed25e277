package com.penguinmails.queuer.operate.queues;

import com.penguinmails.jobs.redis.WakePublisher;
import com.penguinmails.queuer.control.Controls;
import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pauses and resumes queues. Takes hold within a second; what is in Redis already goes on, unless it is drained. */
@Component
class QueuePauses {

    private final JdbcClient jdbc;
    private final QueueName names;
    private final Controls controls;
    private final ActBook book;
    private final WakePublisher wake;

    QueuePauses(JdbcClient jdbc, QueueName names, Controls controls, ActBook book, WakePublisher wake) {
        this.jdbc = jdbc;
        this.names = names;
        this.controls = controls;
        this.book = book;
        this.wake = wake;
    }

    /**
     * Whether a queue is paused.
     *
     * @param pausedSince null when it is not
     */
    record Pause(String queue, @Nullable Instant pausedSince) {}

    /** A paused queue stays paused since when it was. */
    @Transactional
    public Pause pause(UUID operator, String queue, String reason) {
        return set(
                ActKind.PAUSE_QUEUE, operator, names.known(queue), "coalesce(queue_settings.paused_at, now())", reason);
    }

    @Transactional
    public Pause resume(UUID operator, String queue, @Nullable String reason) {
        Pause now = set(ActKind.RESUME_QUEUE, operator, names.known(queue), "null", reason);
        wake.wake(queue);
        return now;
    }

    private Pause set(ActKind kind, UUID operator, String queue, String pausedAt, @Nullable String reason) {
        Optional<Instant> before = pausedSince(queue);
        jdbc.sql("""
                        insert into queue_settings as queue_settings (queue, paused_at) values (:queue, %s)
                        on conflict (queue) do update set paused_at = %s
                        """.formatted(kind == ActKind.PAUSE_QUEUE ? "now()" : "null", pausedAt))
                .param("queue", queue)
                .update();
        Optional<Instant> after = pausedSince(queue);
        book.write(new Act(kind, operator, Target.queue(queue), reason, json(before), json(after)));
        controls.changed();
        return new Pause(queue, after.orElse(null));
    }

    private Optional<Instant> pausedSince(String queue) {
        return jdbc.sql(
                        "select paused_at from queue_settings where queue = :queue and paused_at is not null for update")
                .param("queue", queue)
                .query((row, number) ->
                        row.getObject("paused_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    private static Map<String, @Nullable Object> json(Optional<Instant> pausedSince) {
        return Collections.singletonMap("pausedSince", pausedSince.orElse(null));
    }
}
