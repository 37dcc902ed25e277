package com.penguinmails.user.throttle;

import com.penguinmails.kernel.EmailAddress;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.kernel.Sha256;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts tries by address, for all replicas together.
 *
 * <p>A try is counted before it is made, so a burst of parallel guesses gets no more of them than a patient guesser. A success
 * forgets all; a day without tries does too.
 */
@Component
public class Throttle {

    private static final Duration MEMORY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    Throttle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts a try; refuses with {@code too-many-attempts} and the time to wait when it comes too early. */
    @Transactional
    public void tryNow(ThrottledAct act, EmailAddress address) {
        waitBefore(act, address).ifPresent(wait -> {
            throw Refusal.tooMany("too-many-attempts", "Too many attempts for this address; wait and try again.", wait);
        });
    }

    /** Counts a try that comes in time and answers true; an early one is false and does not count. */
    @Transactional
    public boolean allows(ThrottledAct act, EmailAddress address) {
        return waitBefore(act, address).isEmpty();
    }

    /** The tries led to something; they no longer count. */
    @Transactional
    public void forget(ThrottledAct act, EmailAddress address) {
        jdbc.sql("delete from throttles where kind = :kind and subject = :subject")
                .param("kind", act.key())
                .param("subject", digest(address))
                .update();
    }

    /** The try that was counted last could not be made after all, through no fault of the caller. */
    @Transactional
    public void takeBack(ThrottledAct act, EmailAddress address) {
        jdbc.sql("""
                        update throttles set tries = greatest(tries - 1, 0), blocked_until = last_try_at
                        where kind = :kind and subject = :subject""").param("kind", act.key()).param("subject", digest(address)).update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    @Transactional
    public void forgetOld() {
        jdbc.sql("delete from throttles where last_try_at < ?")
                .param(Timestamp.from(clock.instant().minus(MEMORY)))
                .update();
    }

    private Optional<Duration> waitBefore(ThrottledAct act, EmailAddress address) {
        // As PostgreSQL keeps it: rounded up on the way there, now would lie before itself.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        State state = locked(act, digest(address), now);
        if (now.isBefore(state.blockedUntil())) {
            return Optional.of(Duration.between(now, state.blockedUntil()));
        }
        boolean longAgo = state.lastTryAt().isBefore(now.minus(MEMORY));
        int tries = longAgo ? 1 : state.tries() + 1;
        jdbc.sql("""
                        update throttles set tries = :tries, last_try_at = :now, blocked_until = :until
                        where kind = :kind and subject = :subject""")
                .param("tries", tries)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(act.waitAfter(tries))))
                .param("kind", act.key())
                .param("subject", digest(address))
                .update();
        return Optional.empty();
    }

    private record State(int tries, Instant lastTryAt, Instant blockedUntil) {}

    /** Parallel tries for one address wait for each other here. */
    private State locked(ThrottledAct act, byte[] subject, Instant now) {
        jdbc.sql("""
                        insert into throttles (kind, subject, tries, last_try_at, blocked_until)
                        values (:kind, :subject, 0, :now, :now) on conflict do nothing""")
                .param("kind", act.key())
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .update();
        return jdbc.sql("""
                        select tries, last_try_at, blocked_until from throttles
                        where kind = :kind and subject = :subject for update""")
                .param("kind", act.key())
                .param("subject", subject)
                .query((row, number) -> new State(
                        row.getInt(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant()))
                .single();
    }

    private static byte[] digest(EmailAddress address) {
        return Sha256.of(address.value());
    }
}
