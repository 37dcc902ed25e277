/**
 * Runs finished jobs again, cancels and moves unfinished ones.
 * Every change is booked in the ledger, so that the books still agree afterwards.
 */
@NullMarked
package com.penguinmails.queuer.operate.jobs;

import org.jspecify.annotations.NullMarked;
