package com.penguinmails.contracts.jobs;

import java.util.List;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PutExchange;

/** The queuer answers here; every service says at its start which recurring jobs it wants. */
public interface ScheduleDeclarations {

    /**
     * Takes the place of all that the calling service declared before: what is no longer named is gone.
     *
     * <p>A schedule whose cron expression and zone are as before keeps its next tick, so that a restart neither loses nor repeats one.
     *
     * @throws com.penguinmails.kernel.Refusal invalid, when one of them is, or its jobs are not the caller's own
     */
    @PutExchange("/internal/schedules")
    void declare(@RequestBody List<DeclaredSchedule> schedules);
}
