/**
 * Child processes: starting, stopping, and the processor time they took.
 * Every measured system runs outside the process that measures it.
 */
@NullMarked
package com.penguinmails.benchmarks.process;

import org.jspecify.annotations.NullMarked;
