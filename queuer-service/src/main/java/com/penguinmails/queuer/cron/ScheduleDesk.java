package com.penguinmails.queuer.cron;

import com.penguinmails.kernel.Refusal;
import com.penguinmails.queuer.operate.acts.Act;
import com.penguinmails.queuer.operate.acts.ActBook;
import com.penguinmails.queuer.operate.acts.ActKind;
import com.penguinmails.queuer.operate.acts.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What operators may do with schedules: see them, pause them, let them go on. Each act is written into the book. */
@Component
class ScheduleDesk {

    private final ScheduleTable table;
    private final ActBook book;
    private final Clock clock;

    ScheduleDesk(ScheduleTable table, ActBook book, Clock clock) {
        this.table = table;
        this.book = book;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<ScheduleView> all() {
        return table.all();
    }

    /** No tick gets a job until {@link #resume}; nor does any that comes until then, whatever the schedule says about missed ones. */
    @Transactional
    public ScheduleView pause(UUID operator, String name, String reason) {
        ScheduleView before = held(name);
        if (before.pausedAt() == null) {
            table.pause(name, clock.instant());
        }
        return written(ActKind.PAUSE_SCHEDULE, operator, before, reason);
    }

    /** Goes on with the first tick from now. */
    @Transactional
    public ScheduleView resume(UUID operator, String name, @Nullable String reason) {
        ScheduleView before = held(name);
        if (before.pausedAt() != null) {
            Ticks ticks = Ticks.of(before.cron(), before.zone());
            table.resume(name, ticks.after(clock.instant()).orElse(null));
        }
        return written(ActKind.RESUME_SCHEDULE, operator, before, reason);
    }

    private ScheduleView written(ActKind act, UUID operator, ScheduleView before, @Nullable String reason) {
        ScheduleView after = held(before.name());
        book.write(new Act(act, operator, Target.schedule(before.name()), reason, standing(before), standing(after)));
        return after;
    }

    private ScheduleView held(String name) {
        return table.find(name).orElseThrow(() -> Refusal.notFound("schedule"));
    }

    private static Map<String, @Nullable Instant> standing(ScheduleView schedule) {
        var standing = new HashMap<String, @Nullable Instant>();
        standing.put("pausedAt", schedule.pausedAt());
        standing.put("nextAt", schedule.nextAt());
        return standing;
    }
}
