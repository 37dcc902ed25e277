/**
 * Says why a job has not run, which limit holds it, and when it will run.
 * What it says is read from the tables and from Redis at that moment, never guessed; an estimate is called one.
 */
@NullMarked
package com.penguinmails.queuer.operate.explain;

import org.jspecify.annotations.NullMarked;
