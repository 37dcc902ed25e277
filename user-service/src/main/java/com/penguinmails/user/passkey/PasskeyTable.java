package com.penguinmails.user.passkey;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of passkeys. Every method needs a transaction. */
@Repository
class PasskeyTable {

    private final JdbcClient jdbc;
    private final Clock clock;

    PasskeyTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param synced whether its provider keeps it in other devices of the person too */
    record PasskeyView(
            UUID id,
            String name,
            boolean synced,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Stored(
            UUID id, UUID accountId, byte[] credentialData, long signCount, boolean backupEligible, boolean backedUp) {}

    @SuppressWarnings("ArrayRecordComponent")
    record NewPasskey(
            UUID id,
            UUID accountId,
            byte[] credentialId,
            byte[] credentialData,
            long signCount,
            boolean backupEligible,
            boolean backedUp,
            String name) {}

    List<PasskeyView> of(UUID accountId) {
        return jdbc.sql("""
                        select id, name, backed_up, created_at, last_used_at from passkeys
                        where account_id = ? order by created_at, id""")
                .param(accountId)
                .query((row, number) -> {
                    Timestamp used = row.getTimestamp(5);
                    return new PasskeyView(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getBoolean(3),
                            row.getTimestamp(4).toInstant(),
                            used == null ? null : used.toInstant());
                })
                .list();
    }

    List<byte[]> credentialIds(UUID accountId) {
        return jdbc.sql("select credential_id from passkeys where account_id = ?")
                .param(accountId)
                .query((row, number) -> row.getBytes(1))
                .list();
    }

    /** False when somebody has registered this credential before. */
    boolean add(NewPasskey passkey) {
        return jdbc.sql("""
                        insert into passkeys (id, account_id, credential_id, credential_data, sign_count, backup_eligible, backed_up, name, created_at)
                        values (:id, :account, :credential, :data, :count, :eligible, :backed, :name, :now)
                        on conflict (credential_id) do nothing""")
                        .param("id", passkey.id())
                        .param("account", passkey.accountId())
                        .param("credential", passkey.credentialId())
                        .param("data", passkey.credentialData())
                        .param("count", passkey.signCount())
                        .param("eligible", passkey.backupEligible())
                        .param("backed", passkey.backedUp())
                        .param("name", passkey.name())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** Two signatures of one authenticator wait here for each other, so that the counter is compared with the newest. */
    Optional<Stored> locked(byte[] credentialId) {
        return jdbc.sql("""
                        select id, account_id, credential_data, sign_count, backup_eligible, backed_up from passkeys
                        where credential_id = ? for update""")
                .param(credentialId)
                .query((row, number) -> new Stored(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getBytes(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getBoolean(6)))
                .optional();
    }

    void used(UUID id, long signCount, boolean backedUp) {
        jdbc.sql("update passkeys set sign_count = :count, backed_up = :backed, last_used_at = :now where id = :id")
                .param("count", signCount)
                .param("backed", backedUp)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    boolean delete(UUID accountId, UUID id) {
        return jdbc.sql("delete from passkeys where account_id = ? and id = ?")
                        .params(accountId, id)
                        .update()
                == 1;
    }
}
