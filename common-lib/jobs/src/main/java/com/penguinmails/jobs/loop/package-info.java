/**
 * A thread that does one thing over and over, and can be woken and stopped.
 * Queuer and worker are made of these.
 */
@NullMarked
package com.penguinmails.jobs.loop;

import org.jspecify.annotations.NullMarked;
