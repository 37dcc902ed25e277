/**
 * Claims move forward through the time at which jobs are due; what comes to lie behind them is found by a sweep.
 * A sweep comes by itself every few seconds, and at once when somebody has put jobs back.
 */
@NullMarked
package com.penguinmails.queuer.sweep;

import org.jspecify.annotations.NullMarked;
