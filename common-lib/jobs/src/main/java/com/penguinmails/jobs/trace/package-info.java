/**
 * Traces from the one who adds a job to the one who carries it out.
 * A job may run long after, many times and together with others, so its spans are linked to the producer's and are no children of it.
 */
@NullMarked
package com.penguinmails.jobs.trace;

import org.jspecify.annotations.NullMarked;
