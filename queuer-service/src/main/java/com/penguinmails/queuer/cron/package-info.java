/**
 * Recurring jobs: one per tick, however many queuers run.
 * Services declare them, the queuer keeps the time, operators see and pause them.
 */
@NullMarked
package com.penguinmails.queuer.cron;

import org.jspecify.annotations.NullMarked;
