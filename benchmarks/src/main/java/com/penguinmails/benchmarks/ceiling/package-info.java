/**
 * The life of a job in plain SQL and nothing around it: what PostgreSQL itself could do here.
 * No Redis, no workers, no limits.
 */
@NullMarked
package com.penguinmails.benchmarks.ceiling;

import org.jspecify.annotations.NullMarked;
