package com.penguinmails.queuer.operate.queues;

import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.queuer.overview.QueueOverview;
import com.penguinmails.queuer.overview.QueueView;
import com.penguinmails.queuer.pace.Rates;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts together what is known of every queue. Works without Redis, and says less then. */
@Component
class QueueBoard {

    private static final Logger log = LoggerFactory.getLogger(QueueBoard.class);
    private static final Duration ALIVE = Duration.ofSeconds(12);

    private final QueueOverview overview;
    private final Rates rates;
    private final JdbcClient jdbc;
    private final QueueConnections redis;

    QueueBoard(QueueOverview overview, Rates rates, JdbcClient jdbc, QueueConnections redis) {
        this.overview = overview;
        this.rates = rates;
        this.jdbc = jdbc;
        this.redis = redis;
    }

    /** Every queue that has unfinished jobs, finished some in the last hour, is paused or known to Redis; by name. */
    @Transactional(readOnly = true)
    public List<QueueState> queues() {
        Map<String, QueueView> unfinished =
                overview.queues().stream().collect(Collectors.toMap(QueueView::queue, Function.identity()));
        Map<String, Rates.Rate> paces = rates.all();
        Map<String, Instant> paused = paused();
        var names = new TreeSet<>(unfinished.keySet());
        names.addAll(paces.keySet());
        names.addAll(paused.keySet());
        List<String> known = ask(() -> List.copyOf(redis.queues()));
        if (known != null) {
            names.addAll(known);
        }
        return names.stream()
                .map(name -> state(
                        unfinished.getOrDefault(name, new QueueView(name, 0, 0, 0, 0, 0)),
                        paces.getOrDefault(name, Rates.Rate.NONE),
                        paused.get(name),
                        known != null))
                .toList();
    }

    private QueueState state(QueueView view, Rates.Rate rate, @Nullable Instant pausedSince, boolean redisAnswers) {
        Map<Band, Long> depth =
                redisAnswers ? ask(() -> redis.dispatch(view.queue()).depths()) : null;
        Integer workers = redisAnswers
                ? ask(() -> (int) redis.operator(view.queue()).workers().values().stream()
                        .filter(silent -> silent.compareTo(ALIVE) <= 0)
                        .count())
                : null;
        return new QueueState(
                view.queue(),
                view.due(),
                view.scheduled(),
                view.held(),
                view.leased(),
                depth,
                workers,
                view.oldestDueSeconds(),
                pausedSince,
                new QueueState.PerSecond(rate.perSecondLastMinute(), rate.perSecondLastFiveMinutes()),
                rate.failuresLastHour());
    }

    private Map<String, Instant> paused() {
        var paused = new HashMap<String, Instant>();
        jdbc.sql("select queue, paused_at from queue_settings where paused_at is not null")
                .query(row -> {
                    paused.put(
                            row.getString("queue"),
                            row.getObject("paused_at", OffsetDateTime.class).toInstant());
                });
        return paused;
    }

    private static <T> @Nullable T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException away) {
            log.debug("Redis does not answer: {}", away.toString());
            return null;
        }
    }
}
