package com.penguinmails.queuer.operate.jobs;

import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import com.penguinmails.queuer.operate.queues.QueueName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Runs the failed jobs of an incident again, those first that failed first, spread over a time so that they do not all come at once. Jobs that
 * would fail at once, because of their deadline or their cancelled group, are left alone.
 */
@Component
class BulkRetry {

    static final int MOST = 10_000;

    /** The failed ones lead, in the order of their index; "offset 0" keeps the planner from beginning with every job there ever was. */
    private static final String CHOOSE = """
            select f.tenant_id, f.id
              from job_finished f
             cross join lateral (
               select j.deadline, j.group_id from jobs j where j.tenant_id = f.tenant_id and j.id = f.id offset 0) j
             where f.status = 'failed' and f.queue = :queue and f.finished_at >= :since and f.finished_at < :until
               and (:kind::text is null or f.kind = :kind::text)
               and (j.deadline is null or j.deadline > now() + :spread * interval '1 second')
               and (j.group_id is null or coalesce((select s.stop from group_stops s where s.tenant_id = f.tenant_id and s.group_id = j.group_id),
                                                   'none') <> 'cancelled')
             order by f.finished_at
             limit :limit
               for update of f skip locked
            """;

    private final JdbcClient jdbc;
    private final QueueName names;
    private final Revival revival;
    private final ActBook book;
    private final JobEffects effects;
    private final Clock clock;

    BulkRetry(JdbcClient jdbc, QueueName names, Revival revival, ActBook book, JobEffects effects, Clock clock) {
        this.jdbc = jdbc;
        this.names = names;
        this.revival = revival;
        this.book = book;
        this.effects = effects;
        this.clock = clock;
    }

    /** Which ones. */
    record Filter(@Nullable String kind, Instant failedSince, Instant failedUntil, int limit, Duration spread) {}

    /**
     * What came of it.
     *
     * @param retried ready again
     * @param skipped an unfinished job has their unique key
     * @param more whether the limit was reached, so that others may match
     */
    record Outcome(String queue, int retried, int skipped, boolean more) {}

    @Transactional
    public Outcome retry(UUID operator, String queue, Filter filter, String reason) {
        names.known(queue);
        List<Revival.Revived> chosen = choose(queue, filter);
        List<UUID> revived = revival.revive(chosen);
        var outcome =
                new Outcome(queue, revived.size(), chosen.size() - revived.size(), chosen.size() == filter.limit());
        book.write(new Act(
                ActKind.RETRY_JOBS,
                operator,
                Target.queue(queue),
                reason,
                json(filter),
                Map.of("retried", outcome.retried(), "skipped", outcome.skipped(), "more", outcome.more())));
        effects.readyAgain(List.of(queue));
        return outcome;
    }

    private List<Revival.Revived> choose(String queue, Filter filter) {
        record Found(UUID tenant, UUID id) {}
        List<Found> found = jdbc.sql(CHOOSE)
                .param("queue", queue)
                .param("since", java.sql.Timestamp.from(filter.failedSince()))
                .param("until", java.sql.Timestamp.from(filter.failedUntil()))
                .param("kind", filter.kind())
                .param("spread", filter.spread().toSeconds())
                .param("limit", filter.limit())
                .query((row, number) -> new Found(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
        Instant now = clock.instant();
        var chosen = new ArrayList<Revival.Revived>(found.size());
        for (int i = 0; i < found.size(); i++) {
            Duration later = filter.spread().multipliedBy(i).dividedBy(found.size());
            chosen.add(new Revival.Revived(found.get(i).tenant(), found.get(i).id(), now.plus(later)));
        }
        return chosen;
    }

    private static Map<String, @Nullable Object> json(Filter filter) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("kind", filter.kind());
        values.put("failedSince", filter.failedSince());
        values.put("failedUntil", filter.failedUntil());
        values.put("limit", filter.limit());
        values.put("spreadSeconds", filter.spread().toSeconds());
        return values;
    }
}
