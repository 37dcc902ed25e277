package com.penguinmails.queuer.cron;

import com.penguinmails.jobs.JobQueue;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.jobs.PlatformTenant;
import com.penguinmails.tenancy.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.util.RawValue;

/**
 * Carries out the ticks that have come. In one transaction a schedule is held, its jobs are added and its next tick is set, so a tick gets
 * its job once: another queuer skips what is held, and finds the next tick when it is not held any more.
 */
@Component
class Cron {

    private static final Logger log = LoggerFactory.getLogger(Cron.class);

    private final ScheduleTable schedules;
    private final JobQueue jobs;
    private final TransactionOperations transaction;
    private final Clock clock;

    Cron(ScheduleTable schedules, JobQueue jobs, TransactionOperations transaction, Clock clock) {
        this.schedules = schedules;
        this.jobs = jobs;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Returns how many jobs were added. */
    int turn() {
        // One moment for the whole turn, so that a schedule which ticks every second cannot keep it from ending.
        Instant now = clock.instant();
        int added = 0;
        for (String name : Objects.requireNonNull(transaction.execute(status -> schedules.due(now)))) {
            try {
                added += tick(name, now);
            } catch (RuntimeException failure) {
                // The others must not wait for the one that is broken.
                log.error("schedule {} could not be carried out", name, failure);
            }
        }
        return added;
    }

    private int tick(String name, Instant now) {
        return TenantScope.<Integer, RuntimeException>call(
                PlatformTenant.ID,
                () -> Objects.requireNonNull(transaction.execute(status ->
                        schedules.hold(name, now).map(held -> add(held, now)).orElse(0))));
    }

    private int add(Schedule schedule, Instant now) {
        List<Instant> due = schedule.ticks().due(schedule.nextAt(), now, schedule.missed());
        if (due.isEmpty()) {
            log.warn("schedule {} missed its ticks since {} and skips them", schedule.name(), schedule.nextAt());
        }
        int added = jobs.enqueueAll(
                        due.stream().map(tick -> job(schedule, tick)).toList())
                .size();
        schedules.moveOn(
                schedule.name(), schedule.ticks().after(now).orElse(null), due.isEmpty() ? null : due.getLast());
        return added;
    }

    private static NewJob job(Schedule schedule, Instant tick) {
        return NewJob.of(schedule.kind(), new RawValue(schedule.payload()))
                .priority(schedule.priority())
                .uniqueKey(schedule.name() + " " + tick);
    }
}
