/**
 * Jobs for services: {@link com.penguinmails.jobs.JobQueue} adds them in the caller's transaction, {@link com.penguinmails.jobs.JobHandler}
 * beans carry out those the service owns.
 */
@NullMarked
package com.penguinmails.jobs;

import org.jspecify.annotations.NullMarked;
