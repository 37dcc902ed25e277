package com.penguinmails.mailworld.reaction;

import com.penguinmails.mailworld.behaviour.Switchboard;
import com.penguinmails.mailworld.ledger.Ledger;
import com.penguinmails.mailworld.ledger.LedgerEvent.Accepted;
import com.penguinmails.mailworld.ledger.PlannedReaction;
import com.penguinmails.mailworld.mailbox.Mailboxes;
import com.penguinmails.mailworld.reaction.Attempt.Done;
import com.penguinmails.mailworld.reaction.Attempt.GivenUp;
import com.penguinmails.mailworld.reaction.Attempt.TryAgain;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the planned reactions, a bounded number of mails at a time, each mail's in order. What fails for want of the
 * platform is tried again with growing pauses until the patience is over. The ledger decides what is still to do, so a
 * reaction is booked once even when a restart finds it half done.
 */
public final class Reactor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Ledger ledger;
    private final Mailboxes mailboxes;
    private final Switchboard switchboard;
    private final Clock clock;
    private final Duration patience;
    private final PlatformClient platform;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reaction-timer").factory());
    private final ExecutorService workers;
    private final ExecutorService clientThreads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param patience how long a person presses the link again, from the first try
     * @param concurrency mails reacted to at the same time
     */
    public Reactor(
            Ledger ledger,
            Mailboxes mailboxes,
            Switchboard switchboard,
            Clock clock,
            Duration patience,
            int concurrency) {
        this.ledger = ledger;
        this.mailboxes = mailboxes;
        this.switchboard = switchboard;
        this.clock = clock;
        this.patience = patience;
        this.workers = Executors.newFixedThreadPool(
                concurrency, Thread.ofVirtual().name("reaction-", 0).factory());
        this.platform = new PlatformClient(
                clientThreads, () -> new PlatformLinks(switchboard.knobs().platformBaseUrls()));
    }

    /** Reacts to the mail after the reaction delay. */
    public void schedule(Accepted mail) {
        if (!mail.plan().isEmpty()) {
            later(new Turn(mail, 0, Optional.empty(), 1), switchboard.knobs().reactionDelay());
        }
    }

    private void later(Turn turn, Duration delay) {
        try {
            var _ = timer.schedule(() -> workers.execute(() -> take(turn)), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopping: the reactions to mail {} wait for the next start", turn.mail.sequence());
        }
    }

    private void take(Turn start) {
        Turn turn = start;
        try {
            while (turn.index < turn.mail.plan().size()) {
                PlannedReaction reaction = turn.mail.plan().get(turn.index);
                if (!ledger.isPending(turn.mail.sequence(), reaction.kind())) {
                    turn = turn.next();
                    continue;
                }
                switch (attempt(turn.mail, reaction)) {
                    case Done done ->
                        ledger.react(turn.mail.sequence(), reaction.kind(), true, done.detail(), turn.attempt);
                    case GivenUp failure ->
                        ledger.react(turn.mail.sequence(), reaction.kind(), false, failure.reason(), turn.attempt);
                    case TryAgain trouble -> {
                        Instant since = turn.firstTry.orElseGet(clock::instant);
                        if (clock.instant().isBefore(since.plus(patience))) {
                            later(turn.again(since), turn.pause());
                            return;
                        }
                        ledger.react(turn.mail.sequence(), reaction.kind(), false, trouble.reason(), turn.attempt);
                    }
                }
                turn = turn.next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!workers.isShutdown()) {
                LOG.error("a reaction to mail {} broke", turn.mail.sequence(), e);
                ledger.react(
                        turn.mail.sequence(),
                        turn.mail.plan().get(turn.index).kind(),
                        false,
                        e.toString(),
                        turn.attempt);
                later(turn.next(), Duration.ZERO);
            }
        }
    }

    private Attempt attempt(Accepted mail, PlannedReaction reaction) throws InterruptedException {
        List<String> targets = reaction.targets();
        return switch (reaction.kind()) {
            case OPEN -> targets.isEmpty() ? new GivenUp("no image on the platform") : platform.open(targets);
            case CLICK ->
                targets.isEmpty()
                        ? new GivenUp("no link on the platform")
                        : platform.follow(URI.create(targets.getFirst()));
            case UNSUBSCRIBE ->
                targets.isEmpty()
                        ? new GivenUp("no one-click unsubscribe on the platform")
                        : platform.unsubscribe(URI.create(targets.getFirst()));
            case REPLY -> post(targets, Letters.reply(mail, clock.instant()));
            case DSN -> {
                String headers = reaction.originalHeaders();
                yield post(targets, Letters.report(mail, headers == null ? "" : headers, clock.instant()));
            }
        };
    }

    private Attempt post(List<String> targets, byte[] letter) {
        Optional<String> mailbox = mailboxes.firstRegistered(targets);
        if (mailbox.isEmpty()) {
            return new GivenUp("no mailbox among " + targets);
        }
        mailboxes.post(mailbox.get(), letter);
        return new Done(mailbox.get());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
        platform.close();
        clientThreads.shutdownNow();
        try {
            if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a reaction did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where a mail's reactions stand: the next one, since when it has been tried, and how often. */
    private record Turn(Accepted mail, int index, Optional<Instant> firstTry, int attempt) {
        Turn next() {
            return new Turn(mail, index + 1, Optional.empty(), 1);
        }

        Turn again(Instant since) {
            return new Turn(mail, index, Optional.of(since), attempt + 1);
        }

        Duration pause() {
            long doubled = FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10);
            return Duration.ofMillis(Math.min(doubled, LONGEST_PAUSE_MILLIS));
        }
    }
}
