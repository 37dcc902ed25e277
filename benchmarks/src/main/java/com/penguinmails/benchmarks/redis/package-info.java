/**
 * The one way in which this module talks to Redis itself.
 * Everything else is behind the clients of the measured systems.
 */
@NullMarked
package com.penguinmails.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
