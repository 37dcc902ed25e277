/**
 * Shows every queue to operators, pauses, resumes and drains it.
 * Counts come from the tables of unfinished jobs and from the roll-up of package pace.
 */
@NullMarked
package com.penguinmails.queuer.operate.queues;

import org.jspecify.annotations.NullMarked;
