package com.penguinmails.email.outbound;

import com.penguinmails.kernel.TenantId;
import com.penguinmails.tenancy.TenantScope;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The one door across tenants: it tells whose messages are in flight, and nothing about them. */
@Component
class TenantsSending {

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    TenantsSending(JdbcClient jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    List<TenantId> throughWorker(String worker) {
        return ask("recovery of a worker", worker, null);
    }

    List<TenantId> since(Instant before) {
        return ask("watch over workers", null, before);
    }

    private List<TenantId> ask(String reason, @Nullable String worker, @Nullable Instant before) {
        return TenantScope.platform(
                reason,
                () -> Objects.requireNonNull(transaction.execute(
                                status -> jdbc.sql("select * from tenants_sending(:worker::text, :before::timestamptz)")
                                        .param("worker", worker)
                                        .param("before", before == null ? null : Timestamp.from(before))
                                        .query(UUID.class)
                                        .list()))
                        .stream()
                        .map(TenantId::new)
                        .toList());
    }
}
