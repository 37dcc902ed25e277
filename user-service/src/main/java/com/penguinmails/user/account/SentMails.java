package com.penguinmails.user.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which jobs have had their mail. Between the mail and its entry a crash may fall, and then the mail is sent twice: that harms nobody. */
@Repository
class SentMails {

    /** No job is delivered again after this long. */
    private static final Duration MEMORY = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    SentMails(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean contains(UUID jobId) {
        return jdbc.sql("select exists (select 1 from sent_mails where job_id = ?)")
                .param(jobId)
                .query(Boolean.class)
                .single();
    }

    void add(UUID jobId, UUID accountId) {
        jdbc.sql("insert into sent_mails (job_id, account_id, sent_at) values (?, ?, ?) on conflict do nothing")
                .params(jobId, accountId, Timestamp.from(clock.instant()))
                .update();
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT14M")
    @Transactional
    public void forgetOld() {
        jdbc.sql("delete from sent_mails where sent_at < ?")
                .param(Timestamp.from(clock.instant().minus(MEMORY)))
                .update();
    }
}
