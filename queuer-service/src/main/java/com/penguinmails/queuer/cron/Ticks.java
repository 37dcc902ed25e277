package com.penguinmails.queuer.cron;

import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** The moments at which a schedule wants a job. */
record Ticks(CronExpression cron, ZoneId zone) {

    /** Later than this a tick was missed: the queuers were away, and not merely busy. */
    static final Duration ON_TIME = Duration.ofMinutes(1);

    /** Nobody wants more jobs than this at once to make up for the past. */
    static final int MOST = 100;

    /** @throws IllegalArgumentException when either cannot be read */
    static Ticks of(String cron, String zone) {
        try {
            return new Ticks(CronExpression.parse(cron), ZoneId.of(zone));
        } catch (java.time.DateTimeException unknown) {
            throw new IllegalArgumentException("no time zone is called " + zone, unknown);
        }
    }

    /** The first tick after {@code moment}; empty when none comes any more. */
    Optional<Instant> after(Instant moment) {
        return Optional.ofNullable(cron.next(moment.atZone(zone))).map(ZonedDateTime::toInstant);
    }

    /**
     * Those ticks from {@code first} to {@code now} that get a job now.
     *
     * @param first a tick
     */
    List<Instant> due(Instant first, Instant now, Missed policy) {
        Deque<Instant> latest = new ArrayDeque<>();
        Optional<Instant> tick = Optional.of(first);
        while (tick.isPresent() && !tick.get().isAfter(now)) {
            latest.addLast(tick.get());
            if (latest.size() > MOST) {
                latest.removeFirst();
            }
            tick = after(tick.get());
        }
        List<Instant> onTime = latest.stream()
                .filter(moment -> !moment.isBefore(now.minus(ON_TIME)))
                .toList();
        return switch (policy) {
            case SKIP -> onTime;
            case ONCE -> onTime.isEmpty() && !latest.isEmpty() ? List.of(latest.getLast()) : onTime;
            case ALL -> List.copyOf(latest);
        };
    }
}
