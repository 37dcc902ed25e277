package com.penguinmails.user.account;

import com.penguinmails.crypto.Secret;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Single-use tokens of 256 random bits that prove an address; only their SHA-256 is kept. Every method needs a transaction. */
@Repository
class VerificationTokens {

    static final Duration LIFE = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    VerificationTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new token; earlier ones of the account stay good, since mails overtake each other. */
    String issue(UUID accountId) {
        Secret token = Secret.random(random);
        jdbc.sql("""
                        insert into verification_tokens (token_hash, account_id, created_at, expires_at)
                        values (:hash, :account, :now, :expires)""")
                .param("hash", token.digest())
                .param("account", accountId)
                .param("now", Timestamp.from(clock.instant()))
                .param("expires", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return token.value();
    }

    /** Whose token it is, while it is good. */
    Optional<UUID> ownerOf(String token) {
        return jdbc.sql("select account_id from verification_tokens where token_hash = :hash and expires_at > :now")
                .param("hash", new Secret(token).digest())
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    /** True for exactly one caller. */
    boolean use(String token) {
        return jdbc.sql("delete from verification_tokens where token_hash = :hash and expires_at > :now")
                        .param("hash", new Secret(token).digest())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    void deleteAllOf(UUID accountId) {
        jdbc.sql("delete from verification_tokens where account_id = ?")
                .param(accountId)
                .update();
    }

    void deleteExpired() {
        jdbc.sql("delete from verification_tokens where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
