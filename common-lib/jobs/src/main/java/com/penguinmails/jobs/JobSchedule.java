package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.DeclaredSchedule;
import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobKind;
import java.time.ZoneId;
import org.springframework.scheduling.support.CronExpression;
import tools.jackson.databind.json.JsonMapper;

/**
 * A recurring job of this service; make it a bean. One job is added per tick, however many instances and queuers run, and delivered to the
 * handler of its kind in no tenant's scope.
 *
 * @param name 1 to 60 lower-case letters, digits and hyphens, one of a kind within the service; operators know it as {@code service.name}
 * @param kind handled by this service
 * @param payload written as JSON, the same for every tick
 * @param cron six fields, seconds first, as {@link CronExpression} reads them
 * @param zone where it is that time. Where clocks change, a time of day that is skipped does not come that night, and one that is repeated
 *     comes twice: what must come once a day is better put in UTC, or outside those hours.
 * @param priority 0 to 1000, see {@link NewJob}
 */
public record JobSchedule(
        String name, JobKind kind, Object payload, String cron, ZoneId zone, Missed missed, int priority) {

    public JobSchedule {
        CronExpression.parse(cron);
    }

    /** Among what the others leave: right for most upkeep. */
    public JobSchedule(String name, JobKind kind, Object payload, String cron, ZoneId zone, Missed missed) {
        this(name, kind, payload, cron, zone, missed, NewJob.LOW);
    }

    DeclaredSchedule declared(JsonMapper json) {
        return new DeclaredSchedule(name, kind, priority, json.writeValueAsString(payload), cron, zone.getId(), missed);
    }
}
