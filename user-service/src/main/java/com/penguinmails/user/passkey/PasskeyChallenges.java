package com.penguinmails.user.passkey;

import com.penguinmails.crypto.Secret;
import com.penguinmails.kernel.Sha256;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What was given to be signed. Kept in the database, so that any replica can answer and no HTTP session is needed. */
@Repository
class PasskeyChallenges {

    static final Duration LIFE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PasskeyChallenges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param accountId whose new passkey is to sign it; null for signing in */
    @Transactional
    public byte[] issue(@Nullable UUID accountId) {
        byte[] challenge = Secret.bytes(random);
        jdbc.sql(
                        "insert into passkey_challenges (challenge_hash, account_id, expires_at) values (:hash, :account, :ends)")
                .param("hash", Sha256.of(challenge))
                .param("account", accountId, Types.OTHER)
                .param("ends", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return challenge;
    }

    /** True once, for what was issued for the same purpose; it is used up whatever becomes of the signature. */
    @Transactional
    public boolean use(byte[] challenge, @Nullable UUID accountId) {
        return jdbc.sql("""
                        delete from passkey_challenges
                        where challenge_hash = :hash and account_id is not distinct from :account and expires_at > :now""")
                        .param("hash", Sha256.of(challenge))
                        .param("account", accountId, Types.OTHER)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT17M")
    @Transactional
    public void deleteOver() {
        jdbc.sql("delete from passkey_challenges where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
