package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes of address, those that were asked for and those that were done. Every method needs a transaction. */
@Repository
class EmailChanges {

    private final JdbcClient jdbc;
    private final Clock clock;

    EmailChanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Change(UUID id, EmailAddress from, EmailAddress to) {

        @Override
        public String toString() {
            return "Change[" + id + "]";
        }
    }

    void add(UUID id, UUID accountId, EmailAddress from, EmailAddress to) {
        jdbc.sql("insert into email_changes (id, account_id, old_email, new_email, asked_at) values (?, ?, ?, ?, ?)")
                .params(id, accountId, from.value(), to.value(), Timestamp.from(clock.instant()))
                .update();
    }

    Optional<Change> find(UUID id) {
        return jdbc.sql("select id, old_email, new_email from email_changes where id = ?")
                .param(id)
                .query((row, number) -> new Change(
                        row.getObject(1, UUID.class),
                        new EmailAddress(row.getString(2)),
                        new EmailAddress(row.getString(3))))
                .optional();
    }

    void done(UUID id) {
        jdbc.sql("update email_changes set done_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }
}
