package com.penguinmails.worker.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.infrastructure.SendingMailboxes.DkimKey;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.QueueConnections;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.FakePlatform;
import com.penguinmails.worker.WorkerTest;
import com.penguinmails.worker.smtp.ScriptedSmtp;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/** From an entry in Redis to a mail at a server and an outcome at email-processor. */
@WorkerTest
class EmailSendIT {

    private final FakePlatform platform = FakePlatform.shared();
    private final ScriptedSmtp smtp = new ScriptedSmtp();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final UUID mailbox = platform.mailbox(smtp.port(), null, 4);
    private final Dispatch dispatch;
    private final RestTestClient client;

    @Autowired
    EmailSendIT(QueueConnections connections, RestTestClient client) {
        this.dispatch = new Dispatch(connections, Sending.SEND.queue());
        this.client = client;
    }

    @AfterEach
    void close() throws IOException {
        smtp.close();
    }

    @Test
    void anAcceptedMailIsSignedSentOnceRecordedAndDone() {
        UUID signing = platform.mailbox(smtp.port(), new DkimKey("sender.example", "pm1", FakePlatform.rsaKey()), 4);
        UUID message = platform.ready(signing);
        Result result = send(message);

        assertThat(result.outcome()).isEqualTo(Outcome.DONE);
        assertThat(result.startedAt()).isNotNull();
        assertThat(platform.outcomesOf(message)).singleElement().satisfies(outcome -> {
            assertThat(outcome.result()).isEqualTo(Sending.Result.ACCEPTED);
            assertThat(outcome.code()).isEqualTo(250);
            assertThat(outcome.enhancedCode()).isEqualTo("2.0.0");
        });
        assertThat(smtp.messages())
                .singleElement()
                .satisfies(sent -> assertThat(sent)
                        .startsWith("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=sender.example; s=pm1;")
                        .contains("Message-ID: <" + message + "@sender.example>")
                        .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
        assertThat(smtp.commands()).contains("MAIL FROM:<bounce+" + message + "@sender.example>");
        assertThat(platform.calls())
                .contains("/internal/sending/prepare " + tenant, "/internal/sending/outcomes " + tenant);
    }

    @ParameterizedTest
    @CsvSource({
        "., 451 4.7.1 later, DEFERRED, 451, 4.7.1",
        "., 550 5.7.1 spam, REJECTED, 550, 5.7.1",
        "RCPT, 550 5.1.1 nobody, REJECTED, 550, 5.1.1",
        "RCPT, 450 4.2.1 greylisted, DEFERRED, 450, 4.2.1",
        "MAIL, 553 5.7.1 not your address, NOT_SENT, 553, 5.7.1",
        "AUTH, 535 5.7.8 wrong, NOT_SENT, 535, 5.7.8",
        "AUTH, 454 4.7.0 later, DEFERRED, 454, 4.7.0",
        "CONNECT, 554 no service, DEFERRED, 554, ",
        "DATA, hang up, DEFERRED, 0, ",
        "CONTENT, hang up, UNCERTAIN, 0, ",
        "., hang up, UNCERTAIN, 0, "
    })
    void whatTheServerDidBecomesTheOutcome(
            String verb, String answer, Sending.Result expected, int code, String enhancedCode) {
        smtp.on(verb, answer);
        UUID message = platform.ready(mailbox);
        Result result = send(message);
        assertThat(platform.outcomesOf(message)).singleElement().satisfies(outcome -> {
            // A server that hangs up in the middle of the content may be noticed before or after the dot.
            if (verb.equals("CONTENT")) {
                assertThat(outcome.result()).isIn(Sending.Result.UNCERTAIN, Sending.Result.DEFERRED);
            } else {
                assertThat(outcome.result()).isEqualTo(expected);
            }
            assertThat(outcome.code()).isEqualTo(code);
            assertThat(outcome.enhancedCode()).isEqualTo(enhancedCode);
        });
        assertThat(result.outcome()).isIn(Outcome.DONE, Outcome.UNCERTAIN);
        assertThat(smtp.commands().stream().filter("."::equals).count())
                .as("never twice to be safe")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aDeferredMailComesBackWhenEmailProcessorSaysSo() {
        smtp.on("RCPT", "450 4.2.1 greylisted");
        UUID message = platform.ready(mailbox);
        Instant later = Instant.parse("2030-01-01T00:00:00Z");
        platform.retryAt(message, later);
        Result result = send(message);
        assertThat(result.outcome()).isEqualTo(Outcome.SNOOZE);
        assertThat(result.runAt()).isEqualTo(later);
    }

    @Test
    void anUncertainMailLeavesAnUncertainJob() {
        smtp.on(".", ScriptedSmtp.HANG_UP);
        assertThat(send(platform.ready(mailbox)).outcome()).isEqualTo(Outcome.UNCERTAIN);
    }

    @Test
    void aChangedPasswordIsFetchedAndUsedAtOnce() {
        assertThat(send(platform.ready(mailbox)).outcome()).isEqualTo(Outcome.DONE);
        smtp.on("AUTH", "535 5.7.8 wrong");
        UUID other = platform.mailbox(smtp.port(), null, 1);
        UUID message = platform.ready(other);
        assertThat(send(message).outcome()).isEqualTo(Outcome.DONE);
        assertThat(platform.outcomesOf(message).getFirst().result()).isEqualTo(Sending.Result.NOT_SENT);

        smtp.on("AUTH", "235 ok");
        platform.changeMailbox(other, smtp.port(), "new secret", null, 1);
        UUID next = platform.ready(other);
        send(next);
        assertThat(platform.outcomesOf(next).getFirst().result()).isEqualTo(Sending.Result.ACCEPTED);
    }

    @Test
    void aMailboxThatIsGoneSendsNothing() {
        UUID message = platform.ready(UUID.randomUUID());
        assertThat(send(message).outcome()).isEqualTo(Outcome.DONE);
        assertThat(platform.outcomesOf(message).getFirst().result()).isEqualTo(Sending.Result.NOT_SENT);
    }

    @Test
    void aHostileSubjectIsNotSent() {
        UUID message =
                platform.prepare(id -> FakePlatform.readyMessage(id, mailbox, "Hi\r\nBcc: everyone@example.com"));
        send(message);
        assertThat(platform.outcomesOf(message).getFirst().result()).isEqualTo(Sending.Result.NOT_SENT);
        assertThat(smtp.messages()).isEmpty();
    }

    @Test
    void whatIsSkippedIsDoneAndWhatIsHeldComesBack() {
        Result skipped = send(platform.prepare(id -> new Prepared.Skip(id, "suppressed")));
        assertThat(skipped.outcome()).isEqualTo(Outcome.DONE);
        assertThat(skipped.reason()).isEqualTo("suppressed");

        Instant until = Instant.parse("2030-01-01T00:00:00Z");
        Result held = send(platform.prepare(id -> new Prepared.Hold(id, until, "paused")));
        assertThat(held.outcome()).isEqualTo(Outcome.SNOOZE);
        assertThat(held.runAt()).isEqualTo(until);
        assertThat(smtp.connections()).isZero();
    }

    @Test
    void aLostAnswerIsReportedAsNotSentAndTheNextTryMayHaveTheMessage() {
        platform.losePreparations(1);
        UUID message = platform.ready(mailbox);
        assertThat(send(message).reason()).contains("service-failed");
        assertThat(platform.outcomesOf(message))
                .extracting(outcome -> outcome.result())
                .containsExactly(Sending.Result.NOT_SENT);
        assertThat(smtp.connections()).isZero();

        assertThat(send(message).outcome()).isEqualTo(Outcome.DONE);
        assertThat(smtp.messages()).hasSize(1);
    }

    @Test
    void aJobIsDoneOnlyWhenItsOutcomeIsRecorded() {
        platform.refuseRecords(3);
        UUID message = platform.ready(mailbox);
        Lease lease = push(message);
        await().atMost(Duration.ofSeconds(10)).until(() -> smtp.messages().size() == 1);
        assertThat(dispatch.await(lease).outcome()).isEqualTo(Outcome.DONE);
        assertThat(platform.outcomesOf(message)).hasSize(1);
        assertThat(smtp.messages())
                .as("recording was tried again, sending was not")
                .hasSize(1);
    }

    @Test
    void aPayloadThatIsNoSendJobIsSetAside() {
        for (String payload : new String[] {"{}", "[]", "not json", "{\"messageId\":\"x\"}"}) {
            Result result = dispatch.await(dispatch.push(tenant, "email.send", "worker", payload));
            assertThat(result.outcome()).isEqualTo(Outcome.DISCARD);
        }
    }

    @Test
    void healthIsGoodWhileServersAnswer() {
        send(platform.ready(mailbox));
        client.get().uri("/health/email").exchange().expectStatus().isOk();
        client.get().uri("/health/queue").exchange().expectStatus().isOk();
        client.get().uri("/health").exchange().expectStatus().isOk();
    }

    private Result send(UUID message) {
        return dispatch.await(push(message));
    }

    private Lease push(UUID message) {
        return dispatch.push(tenant, "email.send", "worker", "{\"messageId\":\"" + message + "\"}");
    }
}
