package com.penguinmails.jobs.redis;

/**
 * The keys of one queue. The braces are a Redis Cluster hash tag: all keys of a queue lie on one node, so a script may touch them together.
 *
 * @param queue lower-case letters, digits and hyphens
 */
record QueueKeys(String queue) {

    /** The set of all queue names, so that a worker finds new queues by itself. */
    static final String NAMES = "queue:names";

    QueueKeys {
        if (!queue.matches("[a-z][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("not a queue name: " + queue);
        }
    }

    String list(Band band) {
        return switch (band) {
            case HIGH -> base() + ":high";
            case NORMAL -> base();
            case LOW -> base() + ":low";
        };
    }

    /** List of entries that a worker takes one at a time, because workers have died over them. */
    String alone() {
        return base() + ":alone";
    }

    /** Hash: consumer to the lease that it took from {@link #alone()} last. */
    String suspects() {
        return base() + ":suspects";
    }

    /** Hash: lease to the Redis time at which it was fetched, in milliseconds. */
    String inflight(String consumer) {
        return base() + ":inflight:" + consumer;
    }

    /** List of results, oldest first. */
    String ack() {
        return base() + ":ack";
    }

    /** How many results were ever removed from {@link #ack()}. */
    String acked() {
        return base() + ":acked";
    }

    /** Hash: consumer to the Redis time of its last heartbeat, in milliseconds. */
    String workers() {
        return base() + ":workers";
    }

    String epoch() {
        return base() + ":epoch";
    }

    /** Where in the round of twelve shares the next fetch begins. */
    String turn() {
        return base() + ":turn";
    }

    /** Hash: tenant and group, or a lease, to {@code paused} or {@code cancelled}, of what has jobs in Redis. */
    String stops() {
        return base() + ":stops";
    }

    private String base() {
        return "queue:{" + queue + "}";
    }
}
