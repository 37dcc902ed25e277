/**
 * The Redis protocol that the queuer and the worker share: keys, entries, results and the Lua scripts that keep them consistent.
 * Redis is disposable; nothing here is true unless PostgreSQL agrees.
 */
@NullMarked
package com.penguinmails.jobs.redis;

import org.jspecify.annotations.NullMarked;
