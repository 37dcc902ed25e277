/**
 * A wire between two processes that can be cut, blocked one way, slowed, or made to lose connections.
 * Every link of queuers and workers runs through one.
 */
@NullMarked
package com.penguinmails.chaos.network;

import org.jspecify.annotations.NullMarked;
