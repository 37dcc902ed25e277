package com.penguinmails.user.account;

import com.penguinmails.kernel.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of people; a closed account is as good as none. Every method needs a transaction. */
@Repository
class Accounts {

    private static final String SELECT =
            "select id, email, name, password_hash, email_verified_at, created_at from accounts ";

    private final JdbcClient jdbc;
    private final Clock clock;

    Accounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Account(Person person, String passwordHash) {

        @Override
        public String toString() {
            return "Account[" + person.id() + "]";
        }
    }

    Optional<Account> byEmail(EmailAddress email) {
        return jdbc.sql(SELECT + "where email = ? and closed_at is null")
                .param(email.value())
                .query(Accounts::account)
                .optional();
    }

    Optional<Account> byId(UUID id) {
        return jdbc.sql(SELECT + "where id = ? and closed_at is null")
                .param(id)
                .query(Accounts::account)
                .optional();
    }

    /** Whoever changes an account, or what hangs on it, takes its row first; that way no two wait for each other. */
    Optional<Account> locked(UUID id) {
        return jdbc.sql(SELECT + "where id = ? and closed_at is null for update")
                .param(id)
                .query(Accounts::account)
                .optional();
    }

    /** False when the address was taken in the meantime. */
    boolean add(UUID id, EmailAddress email, String name, String passwordHash) {
        return jdbc.sql("""
                        insert into accounts (id, email, name, password_hash, created_at, updated_at)
                        values (:id, :email, :name, :hash, :now, :now) on conflict (email) where closed_at is null do nothing""")
                        .param("id", id)
                        .param("email", email.value())
                        .param("name", name)
                        .param("hash", passwordHash)
                        .param("now", now())
                        .update()
                == 1;
    }

    /** Nobody's from now on; refused by every other method here. */
    void close(UUID id) {
        jdbc.sql("update accounts set closed_at = :now, updated_at = :now where id = :id and closed_at is null")
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** One that was closed lately, for its last letter. */
    Optional<Account> closed(UUID id) {
        return jdbc.sql(SELECT + "where id = ? and closed_at is not null")
                .param(id)
                .query(Accounts::account)
                .optional();
    }

    void deleteClosedBefore(Instant when) {
        jdbc.sql("delete from accounts where closed_at < ?")
                .param(Timestamp.from(when))
                .update();
    }

    void replaceCredentials(UUID id, String name, String passwordHash) {
        jdbc.sql("update accounts set name = :name, password_hash = :hash, updated_at = :now where id = :id")
                .param("name", name)
                .param("hash", passwordHash)
                .param("now", now())
                .param("id", id)
                .update();
    }

    void rename(UUID id, String name) {
        jdbc.sql("update accounts set name = :name, updated_at = :now where id = :id")
                .param("name", name)
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** The address was proved; throws {@code DuplicateKeyException} when it has another account. */
    void setEmail(UUID id, EmailAddress email) {
        jdbc.sql("update accounts set email = :email, email_verified_at = :now, updated_at = :now where id = :id")
                .param("email", email.value())
                .param("now", now())
                .param("id", id)
                .update();
    }

    void setPassword(UUID id, String passwordHash) {
        jdbc.sql("update accounts set password_hash = :hash, updated_at = :now where id = :id")
                .param("hash", passwordHash)
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** Only if the hash is still the one that was checked. */
    void rehash(UUID id, String oldHash, String newHash) {
        jdbc.sql("update accounts set password_hash = :new, updated_at = :now where id = :id and password_hash = :old")
                .param("new", newHash)
                .param("now", now())
                .param("id", id)
                .param("old", oldHash)
                .update();
    }

    void verified(UUID id) {
        jdbc.sql("""
                        update accounts set email_verified_at = coalesce(email_verified_at, :now), updated_at = :now
                        where id = :id""").param("now", now()).param("id", id).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new Person(
                        row.getObject("id", UUID.class),
                        new EmailAddress(row.getString("email")),
                        row.getString("name"),
                        row.getTimestamp("email_verified_at") != null,
                        row.getTimestamp("created_at").toInstant()),
                row.getString("password_hash"));
    }
}
