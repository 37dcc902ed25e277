package com.penguinmails.queuer.cron;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What operators may do with schedules: see them, pause them, let them go on. */
@Component
class ScheduleDesk {

    private final ScheduleTable table;

    ScheduleDesk(ScheduleTable table) {
        this.table = table;
    }

    @Transactional(readOnly = true)
    public List<ScheduleView> all() {
        return table.all();
    }
}
