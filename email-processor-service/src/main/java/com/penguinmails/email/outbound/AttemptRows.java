package com.penguinmails.email.outbound;

import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.email.activity.Details;
import com.penguinmails.tenancy.TextArray;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every outcome that was ever reported, once: what makes reporting again harmless. */
@Component
class AttemptRows {

    static final int MAX_REPLY = 500;

    private final JdbcClient jdbc;

    AttemptRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at when the reply was read, in the microseconds that PostgreSQL keeps */
    record Key(UUID message, UUID incarnation, Instant at) {

        static Key of(UUID incarnation, SendOutcome outcome) {
            return new Key(outcome.messageId(), incarnation, outcome.at().truncatedTo(ChronoUnit.MICROS));
        }
    }

    record Attempt(
            Key key,
            String worker,
            SendOutcome outcome,
            @Nullable Instant retryAt) {}

    /** The answers given so far; empty where the message was finished. */
    Map<Key, Optional<Instant>> answers(Collection<UUID> messages) {
        var answers = new HashMap<Key, Optional<Instant>>();
        jdbc.sql(
                        "select message_id, incarnation, at, retry_at from send_attempts where message_id = any (:ids::uuid[])")
                .param("ids", TextArray.of(messages))
                .query(row -> {
                    OffsetDateTime retryAt = row.getObject("retry_at", OffsetDateTime.class);
                    answers.put(
                            new Key(
                                    row.getObject("message_id", UUID.class),
                                    row.getObject("incarnation", UUID.class),
                                    row.getObject("at", OffsetDateTime.class).toInstant()),
                            Optional.ofNullable(retryAt).map(OffsetDateTime::toInstant));
                });
        return answers;
    }

    void add(List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into send_attempts (tenant_id, message_id, incarnation, at, worker, result, code, enhanced_code, reply, retry_at)
                        select :tenant, n.* from unnest(:messages::uuid[], :incarnations::uuid[], :ats::timestamptz[], :workers::text[],
                                                        :results::text[], :codes::int[], :enhanced::text[], :replies::text[],
                                                        :retryAts::timestamptz[]) as n""")
                .param("tenant", MessageRows.tenant())
                .param("messages", TextArray.of(attempts, a -> a.key().message()))
                .param("incarnations", TextArray.of(attempts, a -> a.key().incarnation()))
                .param("ats", TextArray.of(attempts, a -> a.key().at()))
                .param("workers", TextArray.of(attempts, Attempt::worker))
                .param(
                        "results",
                        TextArray.of(attempts, a -> a.outcome().result().name().toLowerCase(Locale.ROOT)))
                .param("codes", attempts.stream().map(a -> a.outcome().code()).toArray(Integer[]::new))
                .param("enhanced", TextArray.of(attempts, a -> a.outcome().enhancedCode()))
                .param(
                        "replies",
                        TextArray.of(attempts, a -> Details.oneLine(a.outcome().reply(), MAX_REPLY)))
                .param(
                        "retryAts",
                        TextArray.of(
                                attempts,
                                a -> a.retryAt() == null ? null : a.retryAt().toString()))
                .update();
    }
}
