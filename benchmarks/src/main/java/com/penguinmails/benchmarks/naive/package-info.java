/**
 * The hybrid queue as one writes it first: select and push and update, pop and update and update.
 * It loses jobs in a crash and runs them twice with two queuers; here it is only measured.
 */
@NullMarked
package com.penguinmails.benchmarks.naive;

import org.jspecify.annotations.NullMarked;
