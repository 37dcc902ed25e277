package com.penguinmails.queuer.cron;

import com.penguinmails.contracts.jobs.DeclaredSchedule.Missed;
import com.penguinmails.contracts.jobs.JobKind;
import java.time.Instant;

/**
 * A schedule whose tick has come.
 *
 * @param payload JSON
 * @param nextAt the tick
 */
record Schedule(String name, JobKind kind, int priority, String payload, Ticks ticks, Missed missed, Instant nextAt) {}
