package com.penguinmails.web;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The kept answers of {@link Idempotent} endpoints, of all tenants together. */
public final class IdempotencyKeys {

    /** So long the same key gives the same answer. */
    static final Duration LIFE = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, TransactionOperations transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Forgets up to {@code most} keys whose day is over, in a transaction of its own; returns how many. Needs a scope, any will do. */
    public int prune(int most) {
        Integer pruned = transaction.execute(status -> jdbc.sql("select prune_idempotency_keys(?, ?)")
                .params(Timestamp.from(clock.instant().minus(LIFE)), most)
                .query(Integer.class)
                .single());
        return pruned == null ? 0 : pruned;
    }
}
