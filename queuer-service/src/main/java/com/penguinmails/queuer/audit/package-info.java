/**
 * Compares what PostgreSQL has lent out with what Redis really holds, and takes the jobs of dead workers back.
 * It makes loss of Redis, of a worker or of a queuer a matter of seconds.
 */
@NullMarked
package com.penguinmails.queuer.audit;

import org.jspecify.annotations.NullMarked;
