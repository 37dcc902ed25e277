/**
 * What operators and tenants have said about the order of things: paused queues, tenants and groups, cancelled groups, weights.
 */
@NullMarked
package com.penguinmails.queuer.control;

import org.jspecify.annotations.NullMarked;
