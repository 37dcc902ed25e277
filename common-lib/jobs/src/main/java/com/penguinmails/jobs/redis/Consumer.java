package com.penguinmails.jobs.redis;

import java.util.UUID;

/**
 * One run of one worker process. What an earlier run of the same worker held is not held by this one.
 *
 * @param workerId stable over restarts; letters, digits and hyphens
 * @param incarnation new at every start
 */
public record Consumer(String workerId, UUID incarnation) {

    public Consumer {
        if (!workerId.matches("[A-Za-z0-9-]{1,80}")) {
            throw new IllegalArgumentException("not a worker id: " + workerId);
        }
    }

    /** Whether {@code consumer} is the text of an earlier or later run of the same worker. */
    boolean isSibling(String consumer) {
        return consumer.startsWith(workerId + ".") && !consumer.equals(toString());
    }

    @Override
    public String toString() {
        return workerId + "." + incarnation;
    }
}
