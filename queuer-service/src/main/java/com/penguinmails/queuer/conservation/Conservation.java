package com.penguinmails.queuer.conservation;

import com.penguinmails.queuer.conservation.ConservationView.Mismatch;
import com.penguinmails.queuer.conservation.ConservationView.Stray;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks once a minute, in one queuer of all, that for each tenant and queue {@code enqueued + revived = completed + failed + cancelled +
 * uncertain + ready + held + leased}, and that late jobs are in one place each; sums the ledger up on the way.
 *
 * <p>What one check finds, the next one has to find again before anybody is told.
 */
@Component
class Conservation {

    static final Duration EVERY = Duration.ofMinutes(1);
    static final int CONFIRMED_BY = 2;

    private static final Logger log = LoggerFactory.getLogger(Conservation.class);

    /** Queuers do not wake at the same moment, and none should wait a second round because it woke a little early. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Duration LATE = Duration.ofMinutes(5);

    private final Books books;
    private final Clock clock;
    private final TransactionTemplate oneMoment;
    private final TransactionTemplate look;

    Conservation(Books books, Clock clock, PlatformTransactionManager transactions) {
        this.books = books;
        this.clock = clock;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.look = new TransactionTemplate(transactions);
        this.look.setReadOnly(true);
    }

    /** Returns what was found; empty when it is not yet time, or another queuer does it. */
    Optional<ConservationView> check() {
        Optional<ConservationView> found;
        try {
            found = Objects.requireNonNull(oneMoment.execute(status -> checkNow()));
        } catch (ConcurrencyFailureException another) {
            // One that began after our moment and ended before our first write.
            return Optional.empty();
        }
        found.ifPresent(Conservation::tell);
        return found;
    }

    ConservationView last() {
        return Objects.requireNonNull(look.execute(status -> books.view(CONFIRMED_BY)));
    }

    private Optional<ConservationView> checkNow() {
        Instant now = clock.instant();
        long started = System.nanoTime();
        if (!books.begin(now.minus(EVERY).plus(TOLERANCE))) {
            return Optional.empty();
        }
        books.compare(now);
        int lookedUp = books.lookUp(now, firstIdOf(now.minus(LATE)));
        books.sumUp();
        books.note(now, Duration.ofNanos(System.nanoTime() - started).toMillis(), lookedUp);
        return Optional.of(books.view(CONFIRMED_BY));
    }

    /** 48 bits of Unix milliseconds, the rest zero (RFC 9562 section 5.7). */
    private static UUID firstIdOf(Instant moment) {
        return new UUID(moment.toEpochMilli() << 16, 0);
    }

    private static void tell(ConservationView found) {
        for (Mismatch mismatch : found.mismatches()) {
            if (mismatch.checks() == CONFIRMED_BY) {
                log.error(
                        "jobs of queue {} and tenant {} do not add up: {} are unfinished by the ledger, {} in the tables",
                        mismatch.queue(),
                        mismatch.tenantId(),
                        mismatch.booked(),
                        mismatch.found());
            }
        }
        for (Stray stray : found.strays()) {
            if (stray.checks() == CONFIRMED_BY) {
                log.error(
                        "job {} of queue {} and tenant {} is in {} places, not in one: {}",
                        stray.id(),
                        stray.queue(),
                        stray.tenantId(),
                        stray.places().size(),
                        stray.places());
            }
        }
    }
}
