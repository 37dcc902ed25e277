package com.penguinmails.email.outbound;

import static com.penguinmails.email.outbound.MessageStatus.BOUNCED;
import static com.penguinmails.email.outbound.MessageStatus.CANCELLED;
import static com.penguinmails.email.outbound.MessageStatus.DEFERRED;
import static com.penguinmails.email.outbound.MessageStatus.FAILED;
import static com.penguinmails.email.outbound.MessageStatus.QUEUED;
import static com.penguinmails.email.outbound.MessageStatus.SENDING;
import static com.penguinmails.email.outbound.MessageStatus.SENT;
import static com.penguinmails.email.outbound.MessageStatus.SKIPPED;
import static com.penguinmails.email.outbound.MessageStatus.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.email.EmailActivity.Type;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageStatusTest {

    private static final Map<MessageStatus, Set<MessageStatus>> ALLOWED = Map.of(
            QUEUED, EnumSet.of(SENDING, SKIPPED, CANCELLED, SENT, DEFERRED, BOUNCED, FAILED, UNCERTAIN),
            DEFERRED, EnumSet.of(SENDING, SKIPPED, CANCELLED, SENT, DEFERRED, BOUNCED, FAILED, UNCERTAIN),
            SENDING, EnumSet.of(QUEUED, SENT, DEFERRED, BOUNCED, FAILED, UNCERTAIN),
            SENT, EnumSet.noneOf(MessageStatus.class),
            BOUNCED, EnumSet.of(SENT),
            FAILED, EnumSet.of(SENT),
            SKIPPED, EnumSet.of(SENT),
            CANCELLED, EnumSet.of(SENT),
            UNCERTAIN, EnumSet.of(SENT, BOUNCED));

    @Test
    void theTableHasTheseEdgesAndNoOthers() {
        for (MessageStatus from : MessageStatus.values()) {
            for (MessageStatus to : MessageStatus.values()) {
                assertThat(from.mayBecome(to))
                        .as("%s to %s", from, to)
                        .isEqualTo(ALLOWED.getOrDefault(from, Set.of()).contains(to));
            }
        }
    }

    @Test
    void nothingFinishedCanBeSentAgain() {
        for (MessageStatus from : MessageStatus.values()) {
            if (from.isFinished()) {
                assertThat(from.mayBecome(SENDING)).as("%s", from).isFalse();
                assertThat(from.mayBecome(QUEUED)).as("%s", from).isFalse();
                assertThat(from.mayBecome(DEFERRED)).as("%s", from).isFalse();
            }
        }
    }

    @Test
    void edgesNameTheirEvent() {
        assertThat(QUEUED.eventOf(SENDING)).isEmpty();
        assertThat(SENDING.eventOf(QUEUED)).isEmpty();
        assertThat(SENDING.eventOf(SENT)).contains(Type.SENT);
        assertThat(UNCERTAIN.eventOf(SENT)).contains(Type.SENT);
        assertThat(SENDING.eventOf(DEFERRED)).contains(Type.DEFERRED);
        assertThat(DEFERRED.eventOf(SKIPPED)).contains(Type.SKIPPED);
        assertThat(QUEUED.eventOf(CANCELLED)).contains(Type.SKIPPED);
        assertThatThrownBy(() -> SENT.eventOf(SENDING)).isInstanceOf(IllegalStateException.class);
    }
}
