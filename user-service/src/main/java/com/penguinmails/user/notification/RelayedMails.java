package com.penguinmails.user.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which mails of other services were handed over. Between a mail and its entry a crash may fall, and then it is sent twice: that harms nobody. */
@Repository
class RelayedMails {

    private static final Duration MEMORY = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    RelayedMails(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public boolean contains(UUID mailId) {
        return jdbc.sql("select exists (select 1 from relayed_mails where mail_id = ?)")
                .param(mailId)
                .query(Boolean.class)
                .single();
    }

    @Transactional
    public void add(UUID mailId) {
        jdbc.sql("insert into relayed_mails (mail_id, sent_at) values (?, ?) on conflict do nothing")
                .params(mailId, Timestamp.from(clock.instant()))
                .update();
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT18M")
    @Transactional
    public void forgetOld() {
        jdbc.sql("delete from relayed_mails where sent_at < ?")
                .param(Timestamp.from(clock.instant().minus(MEMORY)))
                .update();
    }
}
