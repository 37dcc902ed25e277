/**
 * Takes jobs from Redis, carries them out or brings them to the service that owns them, and reports how each ended.
 * It has no database; what must survive it lies in its journal.
 */
@NullMarked
package com.penguinmails.worker;

import org.jspecify.annotations.NullMarked;
