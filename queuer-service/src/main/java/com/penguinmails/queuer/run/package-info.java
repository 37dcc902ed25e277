/**
 * Finds the queues there are and keeps the loops of each running.
 * A queue comes into being with its first job.
 */
@NullMarked
package com.penguinmails.queuer.run;

import org.jspecify.annotations.NullMarked;
