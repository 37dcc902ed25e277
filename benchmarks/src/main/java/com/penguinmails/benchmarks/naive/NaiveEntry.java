package com.penguinmails.benchmarks.naive;

import java.util.UUID;

/** A job as it lies in Redis. */
record NaiveEntry(UUID id, String queueName, int priority, String payload) {

    static final String HIGH = "queue:email-sending:high";
    static final String NORMAL = "queue:email-sending";
    static final String LOW = "queue:email-sending:low";
}
