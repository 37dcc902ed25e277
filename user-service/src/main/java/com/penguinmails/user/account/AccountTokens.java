package com.penguinmails.user.account;

import com.penguinmails.crypto.Secret;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Single-use tokens of 256 random bits, each for one purpose; only their SHA-256 is kept. Every method needs a transaction. */
@Repository
class AccountTokens {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AccountTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Purpose {
        RESET_PASSWORD("reset-password", Duration.ofHours(1)),
        CHANGE_EMAIL("change-email", Duration.ofHours(24));

        private final String key;
        private final Duration life;

        Purpose(String key, Duration life) {
            this.key = key;
            this.life = life;
        }
    }

    /** A new token; earlier ones of the account stay good, since mails overtake each other. */
    String issue(UUID accountId, Purpose purpose) {
        return issue(accountId, purpose, null);
    }

    /** For the one change of address that the mail is about. */
    String issueForChange(UUID accountId, UUID changeId) {
        return issue(accountId, Purpose.CHANGE_EMAIL, changeId);
    }

    private String issue(UUID accountId, Purpose purpose, @Nullable UUID changeId) {
        Secret token = Secret.random(random);
        jdbc.sql("""
                        insert into account_tokens (token_hash, account_id, purpose, created_at, expires_at, change_id)
                        values (:hash, :account, :purpose, :now, :expires, :change)""")
                .param("hash", token.digest())
                .param("account", accountId)
                .param("purpose", purpose.key)
                .param("now", Timestamp.from(clock.instant()))
                .param("expires", Timestamp.from(clock.instant().plus(purpose.life)))
                .param("change", changeId, java.sql.Types.OTHER)
                .update();
        return token.value();
    }

    /** Whose token it is, while it is good. */
    Optional<UUID> ownerOf(String token, Purpose purpose) {
        return jdbc.sql("""
                        select account_id from account_tokens
                        where token_hash = :hash and purpose = :purpose and expires_at > :now""")
                .param("hash", new Secret(token).digest())
                .param("purpose", purpose.key)
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    /** True for exactly one caller. */
    boolean use(String token, Purpose purpose) {
        return jdbc.sql("""
                        delete from account_tokens
                        where token_hash = :hash and purpose = :purpose and expires_at > :now""")
                        .param("hash", new Secret(token).digest())
                        .param("purpose", purpose.key)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** The change of address that a token stands for; for exactly one caller. */
    Optional<UUID> useForChange(String token) {
        return jdbc.sql("""
                        delete from account_tokens
                        where token_hash = :hash and purpose = 'change-email' and expires_at > :now returning change_id""")
                .param("hash", new Secret(token).digest())
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    void deleteAllOf(UUID accountId) {
        jdbc.sql("delete from account_tokens where account_id = ?")
                .param(accountId)
                .update();
    }

    void deleteAllOf(UUID accountId, Purpose purpose) {
        jdbc.sql("delete from account_tokens where account_id = ? and purpose = ?")
                .params(accountId, purpose.key)
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT13M")
    @Transactional
    public void deleteExpired() {
        jdbc.sql("delete from account_tokens where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
