package com.penguinmails.queuer.audit;

import com.penguinmails.jobs.redis.Lease;

/**
 * A job, or a block of them, that PostgreSQL has lent out.
 *
 * @param running whether its work is known to have begun
 * @param leaseLeftMillis until the lease runs out; negative when it has
 */
record Lent(Lease lease, boolean running, long leaseLeftMillis) {}
