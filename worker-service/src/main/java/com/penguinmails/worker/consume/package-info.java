/**
 * Fetches entries, keeps the heartbeat, and reports results until Redis has them.
 * A worker that cannot prove that it lives fetches nothing and sends nothing.
 */
@NullMarked
package com.penguinmails.worker.consume;

import org.jspecify.annotations.NullMarked;
