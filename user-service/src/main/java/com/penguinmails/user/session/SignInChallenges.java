package com.penguinmails.user.session;

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

/** Sign-ins between the password and the second factor. A challenge lives five minutes and bears five wrong codes. */
@Repository
class SignInChallenges {

    static final Duration LIFE = Duration.ofMinutes(5);

    private static final int MOST_TRIES = 5;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignInChallenges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param tenantId the tenant that was asked for with the password */
    record Challenge(UUID accountId, @Nullable UUID tenantId) {}

    @Transactional
    public String open(UUID accountId, @Nullable UUID tenantId) {
        RefreshToken token = RefreshToken.first(random);
        jdbc.sql("""
                        insert into sign_in_challenges (token_hash, account_id, tenant_id, expires_at)
                        values (:hash, :account, :tenant, :ends)""")
                .param("hash", token.digest())
                .param("account", accountId)
                .param("tenant", tenantId, java.sql.Types.OTHER)
                .param("ends", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return token.value();
    }

    /** Counts a try; empty for a challenge that is unknown, over, or has had its tries. */
    @Transactional
    public Optional<Challenge> attempt(String token) {
        return jdbc.sql("""
                        update sign_in_challenges set tries = tries + 1
                        where token_hash = :hash and expires_at > :now and tries < :most
                        returning account_id, tenant_id""")
                .param("hash", new RefreshToken(token).digest())
                .param("now", Timestamp.from(clock.instant()))
                .param("most", MOST_TRIES)
                .query((row, number) -> new Challenge(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional();
    }

    /** True for exactly one caller. */
    @Transactional
    public boolean close(String token) {
        return jdbc.sql("delete from sign_in_challenges where token_hash = ?")
                        .param(new RefreshToken(token).digest())
                        .update()
                == 1;
    }

    @Transactional
    public void deleteAllOf(UUID accountId) {
        jdbc.sql("delete from sign_in_challenges where account_id = ?")
                .param(accountId)
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT15M")
    @Transactional
    public void deleteOver() {
        jdbc.sql("delete from sign_in_challenges where expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
