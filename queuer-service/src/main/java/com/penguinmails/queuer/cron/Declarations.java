package com.penguinmails.queuer.cron;

import com.penguinmails.contracts.jobs.DeclaredSchedule;
import com.penguinmails.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes down which schedules a service has. */
@Component
class Declarations {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");

    private final ScheduleTable table;
    private final Clock clock;

    Declarations(ScheduleTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** All of them take the place of what was declared before, or none does. */
    @Transactional
    public void declare(String service, List<DeclaredSchedule> schedules) {
        Instant now = clock.instant();
        var names = new HashSet<String>();
        for (DeclaredSchedule schedule : schedules) {
            if (!NAME.matcher(schedule.name()).matches() || !names.add(ScheduleTable.fullName(schedule))) {
                throw Refusal.invalid("name", "must be lower-case letters, digits and hyphens, and used once");
            }
            // Otherwise a service could have work done for no tenant by a service that trusts such work to be its own.
            if (!schedule.kind().handler().id().equals(service)) {
                throw Refusal.invalid("kind", "must be handled by " + service + ", which declares it");
            }
            table.declare(schedule, ticksOf(schedule).after(now).orElseThrow(Declarations::never), now);
        }
        table.keepOnly(service, List.copyOf(names));
    }

    private static Ticks ticksOf(DeclaredSchedule schedule) {
        try {
            return Ticks.of(schedule.cron(), schedule.zone());
        } catch (IllegalArgumentException unreadable) {
            throw Refusal.invalid("cron", String.valueOf(unreadable.getMessage()));
        }
    }

    private static Refusal never() {
        return Refusal.invalid("cron", "must come at least once more");
    }
}
