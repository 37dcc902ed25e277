package com.penguinmails.queuer.pace;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How fast the queues have been of late, by all queuers together. Up to ten seconds behind. */
@Component
public class Rates {

    private final JdbcClient jdbc;

    Rates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Of one queue.
     *
     * @param perSecondLastMinute jobs that were carried out, whether they succeeded or not; cancelled ones were not
     * @param perSecondLastFiveMinutes the same over five minutes
     * @param failuresLastHour by kind
     */
    public record Rate(
            double perSecondLastMinute, double perSecondLastFiveMinutes, Map<String, Long> failuresLastHour) {

        public static final Rate NONE = new Rate(0, 0, Map.of());
    }

    /** The queues in which anything ended within the last hour. */
    @Transactional(readOnly = true)
    public Map<String, Rate> all() {
        var failures = new HashMap<String, Map<String, Long>>();
        var minute = new HashMap<String, Long>();
        var fiveMinutes = new HashMap<String, Long>();
        jdbc.sql("""
                        select queue, kind,
                               coalesce(sum(jobs) filter (where outcome <> 'cancelled' and at > now() - interval '1 minute'), 0) as minute,
                               coalesce(sum(jobs) filter (where outcome <> 'cancelled' and at > now() - interval '5 minutes'), 0) as five_minutes,
                               coalesce(sum(jobs) filter (where outcome = 'failed'), 0) as failed
                          from job_pace
                         where at > now() - interval '1 hour'
                         group by queue, kind
                        """).query(row -> {
            String queue = row.getString("queue");
            minute.merge(queue, row.getLong("minute"), Long::sum);
            fiveMinutes.merge(queue, row.getLong("five_minutes"), Long::sum);
            Map<String, Long> failed = failures.computeIfAbsent(queue, first -> new TreeMap<>());
            if (row.getLong("failed") > 0) {
                failed.put(row.getString("kind"), row.getLong("failed"));
            }
        });
        var rates = new HashMap<String, Rate>();
        failures.forEach((queue, failed) -> rates.put(
                queue,
                new Rate(
                        minute.getOrDefault(queue, 0L) / 60.0,
                        fiveMinutes.getOrDefault(queue, 0L) / 300.0,
                        Map.copyOf(failed))));
        return rates;
    }

    /** Of one queue; zero when nothing ended there within the last hour. */
    public Rate of(String queue) {
        return all().getOrDefault(queue, Rate.NONE);
    }
}
