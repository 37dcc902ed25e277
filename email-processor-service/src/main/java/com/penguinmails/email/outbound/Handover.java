package com.penguinmails.email.outbound;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a worker may have a message now; decides and changes nothing.
 *
 * <p>A message that is {@code sending} is never handed out again, not even to the worker and incarnation that hold it. The second
 * question may come because the first answer was lost, or because the job was delivered twice while the first sending is still under
 * way; from here the two look alike, and in the second case another envelope would be a second mail. A worker whose first answer
 * was lost reports {@code NOT_SENT} for what it asked for, and the message takes the next step of the ladder.
 */
sealed interface Handover {

    /** Mark it for this worker and answer the envelope. */
    record Give() implements Handover {}

    /** The address gets nothing any more: the message is finished. */
    record Suppressed() implements Handover {}

    /** No mail can be made of it: the message is finished. */
    record Unsendable(String reason) implements Handover {}

    /** It is finished already. */
    record Finished(String reason) implements Handover {}

    record Later(Instant until, String reason) implements Handover {}

    /**
     * @param holder null when nobody holds it
     * @param envelope null when it was not waiting a moment ago, when envelopes were made
     */
    static Handover decide(
            MessageStatus status,
            Instant dueAt,
            @Nullable Holder holder,
            Holder asking,
            boolean suppressed,
            @Nullable Envelope envelope,
            Instant now,
            SendingSettings settings) {
        return switch (status) {
            case SENT, BOUNCED, FAILED, UNCERTAIN, SKIPPED, CANCELLED -> new Finished("already " + status.stored());
            case SENDING ->
                new Later(
                        now.plus(settings.hold()),
                        asking.equals(holder)
                                ? "it was already handed to this worker"
                                : "another worker may still be sending it");
            case QUEUED, DEFERRED -> {
                if (suppressed) {
                    yield new Suppressed();
                }
                if (dueAt.isAfter(now)) {
                    yield new Later(dueAt, "it is not due yet");
                }
                yield switch (envelope) {
                    case null -> new Later(now.plus(settings.hold()), "it was just given back");
                    case Envelope.Sealed ready -> new Give();
                    case Envelope.Impossible impossible -> new Unsendable(impossible.reason());
                };
            }
        };
    }

    /** A worker process at one time of its life. */
    record Holder(String worker, UUID incarnation) {}
}
