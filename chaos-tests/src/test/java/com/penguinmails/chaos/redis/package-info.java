/**
 * A Redis of its own that can be killed, emptied, and given an older copy of its file.
 * It writes an append-only file, so that every way of coming back can be played.
 */
@NullMarked
package com.penguinmails.chaos.redis;

import org.jspecify.annotations.NullMarked;
