/**
 * Knows whether Redis is still the Redis that was filled.
 * A new epoch means: everything is pushed again from PostgreSQL.
 */
@NullMarked
package com.penguinmails.queuer.epoch;

import org.jspecify.annotations.NullMarked;
