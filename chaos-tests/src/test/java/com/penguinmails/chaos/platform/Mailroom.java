package com.penguinmails.chaos.platform;

import com.penguinmails.chaos.platform.Letter.Holder;
import com.penguinmails.chaos.platform.Letter.Status;
import com.penguinmails.chaos.platform.Letter.Told;
import com.penguinmails.contracts.email.Sending.OutcomeAck;
import com.penguinmails.contracts.email.Sending.OutcomeReport;
import com.penguinmails.contracts.email.Sending.PrepareRequest;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import com.penguinmails.kernel.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Email-processor's rules of sending, in memory. A message that is being sent is never handed out again; a 2xx is always believed; what
 * is uncertain stays so; what a worker that came back was given and never spoke over SMTP is free again.
 */
public final class Mailroom {

    private static final Duration HOLD = Duration.ofSeconds(2);
    private static final List<Duration> LADDER =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));

    private final Map<UUID, Letter> letters = new LinkedHashMap<>();
    private final Clock clock;
    private final UUID mailbox;
    private final BiConsumer<TenantId, List<UUID>> enqueue;

    /**
     * @param mailbox that all of them are sent through
     * @param enqueue adds the jobs of messages
     */
    Mailroom(Clock clock, UUID mailbox, BiConsumer<TenantId, List<UUID>> enqueue) {
        this.clock = clock;
        this.mailbox = mailbox;
        this.enqueue = enqueue;
    }

    /** Takes a message over and adds its job. */
    public void submit(TenantId tenant, Map<UUID, String> recipients) {
        synchronized (this) {
            recipients.forEach((id, recipient) -> letters.put(id, new Letter(tenant, id, recipient)));
        }
        enqueue.accept(tenant, List.copyOf(recipients.keySet()));
    }

    /** How many of these messages are in each state. */
    public synchronized Map<String, Long> statuses(Collection<UUID> messages) {
        return messages.stream()
                .map(id -> Objects.requireNonNull(letters.get(id)).status.name())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }

    /** How many of these messages are being sent by this worker. */
    public synchronized long heldBy(String workerId, Collection<UUID> messages) {
        return messages.stream()
                .map(id -> Objects.requireNonNull(letters.get(id)).holder)
                .filter(holder -> holder != null && holder.worker().equals(workerId))
                .count();
    }

    /** How often a message was tried and put off. */
    public synchronized int failedTries(UUID message) {
        return Objects.requireNonNull(letters.get(message)).attempts;
    }

    /** The Message-ID header of a message. */
    public static String rfcMessageId(UUID message) {
        return "<" + message + "@sender.example>";
    }

    synchronized List<Prepared> prepare(PrepareRequest request) {
        var holder = new Holder(request.workerId(), request.incarnation());
        return request.messageIds().stream().map(id -> prepare(id, holder)).toList();
    }

    private Prepared prepare(UUID id, Holder asking) {
        Letter letter = letters.get(id);
        Instant now = clock.instant();
        if (letter == null) {
            return new Prepared.Skip(id, "there is no such message");
        }
        return switch (letter.status) {
            case SENT, BOUNCED, FAILED, UNCERTAIN -> new Prepared.Skip(id, "already " + letter.status);
            case SENDING -> new Prepared.Hold(id, now.plus(HOLD), "somebody may still be sending it");
            case QUEUED, DEFERRED -> {
                if (letter.dueAt.isAfter(now)) {
                    yield new Prepared.Hold(id, letter.dueAt, "it is not due yet");
                }
                letter.status = Status.SENDING;
                letter.holder = asking;
                yield ready(letter);
            }
        };
    }

    private Prepared.Ready ready(Letter letter) {
        return new Prepared.Ready(
                letter.id,
                mailbox,
                rfcMessageId(letter.id),
                "bounce+" + letter.id + "@sender.example",
                "sales@sender.example",
                "Sales",
                letter.recipient,
                "Hello",
                "<p>Hello</p>",
                "Hello",
                "https://t.example/u/" + letter.id,
                "c:t:penguinmails");
    }

    synchronized List<OutcomeAck> record(OutcomeReport report) {
        var reporter = new Holder(report.workerId(), report.incarnation());
        return report.outcomes().stream()
                .map(outcome -> new OutcomeAck(outcome.messageId(), retryAt(reporter, outcome)))
                .toList();
    }

    /** An outcome that was reported before is answered as before; so is an intent whose outcome the same run told. */
    private @Nullable Instant retryAt(Holder reporter, SendOutcome outcome) {
        Letter letter = letters.get(outcome.messageId());
        if (letter == null) {
            return null;
        }
        if (outcome.result() == Result.UNCERTAIN) {
            for (Map.Entry<Told, Optional<Instant>> told : letter.answers.entrySet()) {
                if (told.getKey().incarnation().equals(reporter.incarnation())
                        && told.getKey().at().isAfter(outcome.at())) {
                    return told.getValue().orElse(null);
                }
            }
        }
        return letter.answers
                .computeIfAbsent(
                        new Told(reporter.incarnation(), outcome.at()),
                        told -> Optional.ofNullable(judge(letter, reporter, outcome)))
                .orElse(null);
    }

    private @Nullable Instant judge(Letter letter, Holder reporter, SendOutcome outcome) {
        if (outcome.result() == Result.ACCEPTED) {
            return finish(letter, Status.SENT);
        }
        if (letter.status.isFinished()) {
            return letter.status == Status.UNCERTAIN && outcome.result() == Result.REJECTED
                    ? finish(letter, Status.BOUNCED)
                    : null;
        }
        if (outcome.result() == Result.UNCERTAIN) {
            return finish(letter, Status.UNCERTAIN);
        }
        if (letter.status == Status.SENDING && !reporter.equals(letter.holder)) {
            return clock.instant().plus(HOLD);
        }
        if (outcome.result() == Result.REJECTED) {
            return finish(letter, Status.BOUNCED);
        }
        if (letter.attempts >= LADDER.size()) {
            return finish(letter, Status.FAILED);
        }
        letter.status = Status.DEFERRED;
        letter.holder = null;
        letter.dueAt = clock.instant().plus(LADDER.get(letter.attempts));
        letter.attempts++;
        return letter.dueAt;
    }

    private static @Nullable Instant finish(Letter letter, Status status) {
        letter.status = status;
        letter.holder = null;
        return null;
    }

    /** The jobs first: whoever asks before the messages are free is told to come back. */
    void recovered(String worker, UUID currentIncarnation) {
        List<Letter> freed;
        synchronized (this) {
            freed = letters.values().stream()
                    .filter(letter -> letter.status == Status.SENDING)
                    .filter(letter -> letter.holder != null
                            && letter.holder.worker().equals(worker)
                            && !letter.holder.incarnation().equals(currentIncarnation))
                    .toList();
        }
        freed.stream().collect(Collectors.groupingBy(letter -> letter.tenant)).forEach((tenant, own) -> {
            var ids = new ArrayList<UUID>();
            own.forEach(letter -> ids.add(letter.id));
            enqueue.accept(tenant, ids);
        });
        synchronized (this) {
            freed.forEach(letter -> {
                letter.status = Status.QUEUED;
                letter.holder = null;
            });
        }
    }
}
