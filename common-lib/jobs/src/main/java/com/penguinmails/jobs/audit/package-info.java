/**
 * How a service puts what was done into the audit log of the tenant: a job in the transaction of the act.
 * The log itself is kept by tenant-service.
 */
@NullMarked
package com.penguinmails.jobs.audit;

import org.jspecify.annotations.NullMarked;
