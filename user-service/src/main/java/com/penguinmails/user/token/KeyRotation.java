package com.penguinmails.user.token;

import com.penguinmails.kernel.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the signing key without anybody noticing.
 *
 * <p>A new key is published before it signs, for longer than verifiers keep a key set; the old one stays published until the last token it
 * signed has ended, and an hour. It happens by itself every {@link RotationProperties#keyPeriod}, and sooner when an operator asks. Replicas
 * may all try at once: the row of the active key is the lock.
 */
@Component
class KeyRotation {

    private static final Logger log = LoggerFactory.getLogger(KeyRotation.class);

    /** Verifiers keep a key set for ten minutes, and replicas read their keys once a minute. */
    static final Duration KNOWN_AFTER = Duration.ofMinutes(12);

    private static final Duration KEPT_BEYOND_TOKENS = Duration.ofHours(1);
    private static final Duration ROWS_KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SigningKeys keys;
    private final RotationProperties properties;
    private final Clock clock;

    KeyRotation(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            SigningKeys keys,
            RotationProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param status {@code next}, {@code active} or {@code published}
     * @param activatesAt when a next key begins to sign
     * @param retiresAt until when a published key is; null for one that signs, or will
     */
    record KeyView(
            String id,
            String status,
            Instant createdAt,
            @Nullable Instant activatesAt,
            @Nullable Instant activatedAt,
            @Nullable Instant retiresAt) {}

    List<KeyView> all() {
        return transaction.execute(status -> jdbc.sql(
                        "select id, status, created_at, activates_at, activated_at, retires_at from signing_keys order by created_at, id")
                .query(KeyRotation::view)
                .list());
    }

    /** One step, if one is due. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void turn() {
        boolean changed = Boolean.TRUE.equals(transaction.execute(status -> {
            KeyView active = lockedActive();
            Instant now = clock.instant();
            forgetOld(now);
            Optional<KeyView> next = next();
            if (next.isEmpty()) {
                Instant due = active.createdAt();
                if (active.activatedAt() != null) {
                    due = active.activatedAt();
                }
                due = due.plus(properties.keyPeriod());
                return !now.isBefore(due.minus(properties.keyAhead())) && add(later(due, now.plus(KNOWN_AFTER)));
            }
            Instant activatesAt = next.get().activatesAt();
            return activatesAt != null && !now.isBefore(activatesAt) && activate(active, next.get(), now);
        }));
        if (changed) {
            keys.readAgain();
        }
    }

    /** Begins a change now, or hastens one that has begun; the new key signs as soon as every verifier must know it. */
    KeyView rotate(UUID operator) {
        KeyView next = transaction.execute(status -> {
            lockedActive();
            Instant now = clock.instant();
            Optional<KeyView> begun = next();
            if (begun.isEmpty()) {
                add(now.plus(KNOWN_AFTER));
            } else {
                Instant soonest = later(begun.get().createdAt().plus(KNOWN_AFTER), now);
                jdbc.sql("update signing_keys set activates_at = least(activates_at, ?) where status = 'next'")
                        .param(Timestamp.from(soonest))
                        .update();
            }
            return next().orElseThrow();
        });
        log.info(
                "operator {} asked for a change of the signing key: {} signs from {}",
                operator,
                next.id(),
                next.activatesAt());
        keys.readAgain();
        return next;
    }

    /**
     * Takes a key out of the published set at once: tokens it signed are worth nothing as soon as verifiers have read the set again, which takes
     * ten minutes at most. Refuses with {@code key-active} the one that signs; change it first.
     */
    void withdraw(UUID operator, String id) {
        transaction.executeWithoutResult(status -> {
            if (lockedActive().id().equals(id)) {
                throw Refusal.conflict("key-active", "This key signs; rotate first, then withdraw it.");
            }
            int gone = jdbc.sql("delete from signing_keys where id = ? and status <> 'active'")
                    .param(id)
                    .update();
            if (gone == 0) {
                throw Refusal.notFound("signing key");
            }
        });
        log.warn("operator {} withdrew the signing key {}", operator, id);
        keys.readAgain();
    }

    private KeyView lockedActive() {
        // The table, because the row that is active may be another one after a wait.
        jdbc.sql("lock table signing_keys in share row exclusive mode").update();
        return jdbc.sql(
                        "select id, status, created_at, activates_at, activated_at, retires_at from signing_keys where status = 'active'")
                .query(KeyRotation::view)
                .single();
    }

    private Optional<KeyView> next() {
        return jdbc.sql(
                        "select id, status, created_at, activates_at, activated_at, retires_at from signing_keys where status = 'next'")
                .query(KeyRotation::view)
                .optional();
    }

    private boolean add(Instant activatesAt) {
        String id = keys.addNext(activatesAt);
        log.info("signing key {} is published and signs from {}", id, activatesAt);
        return true;
    }

    private boolean activate(KeyView old, KeyView next, Instant now) {
        jdbc.sql("update signing_keys set status = 'published', retires_at = ? where id = ?")
                .params(Timestamp.from(now.plus(AccessTokens.LIFE).plus(KEPT_BEYOND_TOKENS)), old.id())
                .update();
        jdbc.sql("""
                        update signing_keys set status = 'active', activates_at = null, activated_at = ? where id = ?""").params(Timestamp.from(now), next.id()).update();
        log.info("signing key {} signs in place of {}", next.id(), old.id());
        return true;
    }

    private void forgetOld(Instant now) {
        jdbc.sql("delete from signing_keys where status = 'published' and retires_at < ?")
                .param(Timestamp.from(now.minus(ROWS_KEPT)))
                .update();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static KeyView view(ResultSet row, int number) throws SQLException {
        return new KeyView(
                row.getString(1),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                instant(row, 4),
                instant(row, 5),
                instant(row, 6));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
