package com.penguinmails.user.session;

import com.penguinmails.user.session.redis.EndedSessionsBoard;
import com.penguinmails.user.token.AccessTokens;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings every sign-in that ended lately to the gateway, however it was ended and through whichever replica. All of them each time: so it does
 * not matter what Redis lost or when it was away.
 */
@Component
class EndedSessionsNews {

    /** What verifiers allow clocks to differ, and some. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EndedSessionsBoard board;
    private final Clock clock;

    EndedSessionsNews(JdbcClient jdbc, TransactionTemplate transaction, EndedSessionsBoard board, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.board = board;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT1S")
    void bring() {
        Instant now = clock.instant();
        Duration matters = AccessTokens.LIFE.plus(SKEW);
        Map<UUID, Instant> ended = transaction.execute(status -> {
            var until = new HashMap<UUID, Instant>();
            jdbc.sql("select id, revoked_at from sessions where revoked_at > ?")
                    .param(Timestamp.from(now.minus(matters)))
                    .query(row -> {
                        until.put(
                                row.getObject(1, UUID.class),
                                row.getTimestamp(2).toInstant().plus(matters));
                    });
            return until;
        });
        board.write(ended, now);
    }
}
