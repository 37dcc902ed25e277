package com.penguinmails.worker.handling;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.contracts.jobs.JobReport.Next;
import com.penguinmails.jobs.NewJob;
import com.penguinmails.jobs.redis.Band;
import com.penguinmails.jobs.redis.Entry;
import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.jobs.redis.Outcome;
import com.penguinmails.jobs.redis.Result;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.Dispatch;
import com.penguinmails.worker.FakePlatform;
import com.penguinmails.worker.StartedWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a job, its handler or its handler's service does: the job ends in a state that says why, and the next one is carried out. */
class BadInputIT {

    private static StartedWorker worker;

    private final FakePlatform platform = FakePlatform.shared();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final String queue = "bad";

    @BeforeAll
    static void start() {
        worker = new StartedWorker(
                Map.of(),
                List.of(
                        handler("test.overflow", work -> deeper(1)),
                        handler("test.memory", work -> {
                            byte[][] tooMuch = new byte[1][];
                            for (int i = 0; i < 64; i++) {
                                tooMuch = new byte[][] {new byte[Integer.MAX_VALUE], tooMuch[0]};
                            }
                        }),
                        handler("test.assertion", work -> {
                            throw new AssertionError("never");
                        }),
                        handler("test.hang", work -> new CountDownLatch(1).await()),
                        handler("test.deaf", work -> {
                            while (true) {
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException ignored) {
                                    Thread.onSpinWait();
                                }
                            }
                        }),
                        handler("test.mute", work -> {})),
                List.of());
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    /** The loop is alive: the next job is carried out. */
    @AfterEach
    void theNextJobIsCarriedOut() {
        UUID job = UUID.randomUUID();
        platform.handle(job, delivery -> new JobReport(delivery.id(), Next.DONE, null, null));
        assertThat(run(entry(job, "good.kind", "campaign", "{}")).outcome()).isEqualTo(Outcome.DONE);
    }

    @ParameterizedTest
    @CsvSource({
        "test.overflow, StackOverflowError",
        "test.memory, OutOfMemoryError",
        "test.assertion, AssertionError",
        "test.hang, its handler took longer than 1 s",
        "test.deaf, its handler took longer than 1 s",
        "test.mute, its handler gave no report"
    })
    void aHandlerThatFailsInItsOwnWayIsTriedAgain(String kind, String reason) {
        Result result = run(entry(UUID.randomUUID(), kind, "worker", "{}"));
        assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(result.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json | not json",
                "200 | application/json | [null]",
                "200 | application/json | {\"id\": 1}",
                "200 | application/json | [{\"id\":\"5d7f2f3e-8f53-4a0b-9f0e-0b1f6a3f8a11\",\"next\":\"DONE\"}]",
                "200 | application/json | [{\"next\":\"DONE\"}]",
                "200 | application/json | [{\"id\":\"5d7f2f3e-8f53-4a0b-9f0e-0b1f6a3f8a11\",\"next\":\"PERHAPS\"}]",
                "200 | text/html | <html>nothing here</html>",
                "204 | application/json | ''",
                "400 | application/problem+json | {\"status\":400,\"code\":\"invalid-request\",\"detail\":\"no\"}"
            })
    void aServiceThatAnswersNonsenseIsAskedAgain(int status, String type, String body) {
        String kind = "nonsense." + UUID.randomUUID();
        platform.answer(kind, status, type, body);
        Result result = run(entry(UUID.randomUUID(), kind, "campaign", "{}"));
        assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(result.reason()).isNotBlank();
    }

    /** A job that breaks its service whenever it comes must come to an end. */
    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aServiceThatErrsCostsAnAttempt(int status) {
        String kind = "erring." + UUID.randomUUID();
        platform.answer(kind, status, "text/plain", "oops");
        Result result = run(entry(UUID.randomUUID(), kind, "campaign", "{}"));
        assertThat(result.outcome()).isEqualTo(Outcome.RETRY);
        assertThat(result.reason()).startsWith("service-failed");
    }

    /** It may be restarting: that is no failure of the job. */
    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aServiceThatIsAwayIsAskedAgainSoon(int status) {
        String kind = "away." + UUID.randomUUID();
        platform.answer(kind, status, "text/plain", "oops");
        Result result = run(entry(UUID.randomUUID(), kind, "campaign", "{}"));
        assertThat(result.outcome()).isEqualTo(Outcome.SNOOZE);
        assertThat(result.runAt()).isAfter(Instant.now());
        assertThat(result.reason()).startsWith("service-unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "", " ", "[]", "7", "null", "{}", "{\"messageId\":7}", "{\"messageId\":null}"})
    void aSendJobThatNamesNoMessageIsSetAside(String payload) {
        Dispatch mails = worker.dispatch(Sending.SEND.queue());
        Result result =
                mails.await(mails.push(List.of(entry(UUID.randomUUID(), Sending.SEND.name(), "worker", payload)))
                        .getFirst());
        assertThat(result.outcome()).isEqualTo(Outcome.DISCARD);
        assertThat(result.reason()).isEqualTo("the payload is not a send job");
    }

    @Test
    void aReasonOfManyLinesBecomesOneLine() {
        UUID job = UUID.randomUUID();
        String endless = "line one\r\nline two\u0007 DONE - - x y".repeat(1_000);
        platform.handle(job, delivery -> new JobReport(delivery.id(), Next.DISCARD, null, endless));
        Result result = run(entry(job, "any.kind", "campaign", "{}"));
        assertThat(result.outcome()).isEqualTo(Outcome.DISCARD);
        assertThat(result.reason()).startsWith("line one line two  DONE").hasSize(Result.MAX_REASON);
    }

    @Test
    void aTimeThatNoDatabaseKnowsIsTheLastItKnows() {
        UUID job = UUID.randomUUID();
        Instant never = Instant.parse("+999999-01-01T00:00:00Z");
        platform.handle(job, delivery -> new JobReport(delivery.id(), Next.SNOOZE, never, "never"));
        Result result = run(entry(job, "any.kind", "campaign", "{}"));
        assertThat(result.outcome()).isEqualTo(Outcome.SNOOZE);
        assertThat(result.runAt()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void theLargestPayloadArrivesWhole() {
        UUID job = UUID.randomUUID();
        String payload = "{\"x\":\"" + "y".repeat(NewJob.MAX_PAYLOAD - 8) + "\"}";
        platform.handle(
                job,
                delivery -> delivery.payload().equals(payload)
                        ? new JobReport(delivery.id(), Next.DONE, null, null)
                        : null);
        assertThat(run(entry(job, "large.kind", "campaign", payload)).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void whatNobodyCarriesOutIsSetAside() {
        for (Entry entry : List.of(
                entry(UUID.randomUUID(), "no.such.kind", "worker", "{}"),
                entry(UUID.randomUUID(), "any.kind", "no-such-service", "{}"))) {
            Result result = run(entry);
            assertThat(result.outcome()).isEqualTo(Outcome.DISCARD);
            assertThat(result.reason()).contains(entry.kind()).contains(entry.handler());
        }
    }

    private Result run(Entry entry) {
        Dispatch dispatch = worker.dispatch(queue);
        return dispatch.await(dispatch.push(List.of(entry)).getFirst());
    }

    private Entry entry(UUID job, String kind, String handler, String payload) {
        return new Entry(
                Band.NORMAL,
                new Lease(tenant, job, UUID.randomUUID()),
                null,
                1,
                Duration.ofSeconds(handler.equals("worker") ? 1 : 30),
                kind,
                handler,
                "",
                payload);
    }

    private interface Doing {
        void with(Work work) throws InterruptedException;
    }

    private static LocalHandler handler(String kind, Doing doing) {
        return new LocalHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void handle(Work work) throws InterruptedException {
                doing.with(work);
            }
        };
    }

    private static int deeper(int depth) {
        return depth < 0 ? depth : depth + deeper(depth + 1);
    }
}
