/**
 * Takes due jobs, fairly between tenants, leases them and pushes them to Redis.
 * The lease is committed before the push, so a job can be late but never in two hands.
 */
@NullMarked
package com.penguinmails.queuer.claim;

import org.jspecify.annotations.NullMarked;
