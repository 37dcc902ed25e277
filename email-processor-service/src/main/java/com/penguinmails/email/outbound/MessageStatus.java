package com.penguinmails.email.outbound;

import com.fasterxml.jackson.annotation.JsonValue;
import com.penguinmails.contracts.email.EmailActivity.Type;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The life of a message, as one table of allowed edges; each names the event it tells, and the edges that tell none do not leave
 * our house.
 *
 * <p>Every terminal state but {@code SENT} has an edge to {@code SENT}: a receiving server's 2xx is a fact, however late a worker
 * reports it. Nothing leads back from a terminal state to one from which the message could be sent.
 */
enum MessageStatus {
    /** Waits for its slot. */
    QUEUED,
    /** Handed to one worker. */
    SENDING,
    /** The receiving server took it. */
    SENT,
    /** Waits for its next try. */
    DEFERRED,
    /** The receiving server refused it for good. */
    BOUNCED,
    /** Given up after the last try, or could not be made. */
    FAILED,
    /** Sent or not, nobody can know; never sent again. */
    UNCERTAIN,
    /** Never sent, because the address was suppressed. */
    SKIPPED,
    /** Never sent, because its campaign was cancelled first. */
    CANCELLED;

    private static final Map<MessageStatus, Map<MessageStatus, Optional<Type>>> EDGES =
            new EnumMap<>(MessageStatus.class);

    static {
        // Handed out and given back.
        edge(QUEUED, SENDING);
        edge(DEFERRED, SENDING);
        edge(SENDING, QUEUED);
        // Decided before anything is sent.
        for (MessageStatus waiting : new MessageStatus[] {QUEUED, DEFERRED}) {
            edge(waiting, SKIPPED, Type.SKIPPED);
            edge(waiting, CANCELLED, Type.SKIPPED);
        }
        // What a worker reports; from a waiting state when its report comes after it was given up for lost.
        for (MessageStatus open : new MessageStatus[] {QUEUED, DEFERRED, SENDING}) {
            edge(open, SENT, Type.SENT);
            edge(open, DEFERRED, Type.DEFERRED);
            edge(open, BOUNCED, Type.BOUNCED);
            edge(open, FAILED, Type.FAILED);
            edge(open, UNCERTAIN, Type.UNCERTAIN);
        }
        // The answer that nobody knew comes to light.
        edge(UNCERTAIN, BOUNCED, Type.BOUNCED);
        for (MessageStatus closed : new MessageStatus[] {BOUNCED, FAILED, UNCERTAIN, SKIPPED, CANCELLED}) {
            edge(closed, SENT, Type.SENT);
        }
    }

    private static void edge(MessageStatus from, MessageStatus to) {
        EDGES.computeIfAbsent(from, status -> new EnumMap<>(MessageStatus.class))
                .put(to, Optional.empty());
    }

    private static void edge(MessageStatus from, MessageStatus to, Type event) {
        EDGES.computeIfAbsent(from, status -> new EnumMap<>(MessageStatus.class))
                .put(to, Optional.of(event));
    }

    boolean mayBecome(MessageStatus next) {
        return EDGES.getOrDefault(this, Map.of()).containsKey(next);
    }

    /**
     * The event that the step tells; empty when it tells none.
     *
     * @throws IllegalStateException when the table has no such edge
     */
    Optional<Type> eventOf(MessageStatus next) {
        Optional<Type> event = EDGES.getOrDefault(this, Map.of()).get(next);
        if (event == null) {
            throw new IllegalStateException("a message that is " + this + " cannot become " + next);
        }
        return event;
    }

    /** Whether the message is finished: it will not be handed to a worker. */
    boolean isFinished() {
        return switch (this) {
            case QUEUED, SENDING, DEFERRED -> false;
            case SENT, BOUNCED, FAILED, UNCERTAIN, SKIPPED, CANCELLED -> true;
        };
    }

    /** The word for it in the database and in the API. */
    @JsonValue
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MessageStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
