package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.OutcomeAck;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.email.Sending.SendOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.HttpClientErrorException;

class SendingIT extends EmailIT {

    @Test
    void anEnvelopeHasEverythingAWorkerNeeds() {
        UUID id = submitted("zoe@lead.example");

        var ready = (Prepared.Ready) prepare(id);

        assertThat(ready.messageId()).isEqualTo(id);
        assertThat(ready.rfcMessageId()).matches("<[0-9a-v]{26}@mail\\.example>");
        assertThat(ready.returnPath()).isEqualTo("ann@mail.example");
        assertThat(ready.from()).isEqualTo("ann@mail.example");
        assertThat(ready.fromName()).isEqualTo("Ann");
        assertThat(ready.to()).isEqualTo("zoe@lead.example");
        assertThat(ready.subject()).isEqualTo("Hello Zoë & Co");
        assertThat(ready.feedbackId()).matches(campaign + ":[0-9a-f]{12}:pm");
        assertThat(path(ready.unsubscribeUrl())).matches("/u/[A-Za-z0-9_-]{68}");
        var page = Jsoup.parse(ready.html());
        assertThat(page.select("p").getFirst().text()).startsWith("Hi Zoë & Co, see this or that");
        assertThat(page.select("a").eachAttr("href")).hasSize(3).satisfies(links -> {
            assertThat(path(links.get(0))).matches("/t/c/[A-Za-z0-9_-]{68}");
            assertThat(path(links.get(1))).startsWith("/t/c/").isNotEqualTo(path(links.get(0)));
            assertThat(links.get(2)).isEqualTo(ready.unsubscribeUrl());
        });
        assertThat(path(page.select("img").attr("src"))).startsWith("/t/o/");
        assertThat(ready.text())
                .contains(
                        "this (https://shop.example/?n=Zo%C3%AB%20%26%20Co)",
                        "1 Main St, Springfield", ready.unsubscribeUrl());
        assertThat(ready.html() + ready.text()).doesNotContain(tenant.toString(), "zoe@lead.example");
        assertThat(status(id)).isEqualTo("sending");
    }

    @Test
    void anOutcomeCountsOnceHoweverOftenItIsReported() {
        UUID id = handedOut("a@lead.example");
        SendOutcome accepted = outcome(id, Result.ACCEPTED, 250, "2.0.0", "Ok");

        assertThat(record(WORKER, incarnation, accepted)).isEqualTo(new OutcomeAck(id, null));
        assertThat(record(WORKER, incarnation, accepted)).isEqualTo(new OutcomeAck(id, null));
        assertThat(atOnce(8, () -> record(WORKER, incarnation, accepted))).containsOnly(new OutcomeAck(id, null));

        assertThat(status(id)).isEqualTo("sent");
        assertThat(told(id)).containsExactly(Type.QUEUED, Type.SENT);
        assertThat(attempts(id)).isEqualTo(1);
    }

    @Test
    void aDeferralReportedTwiceGetsTheSameAnswerLaterToo() {
        UUID id = handedOut("a@lead.example");
        SendOutcome deferred = outcome(id, Result.DEFERRED, 451, "4.7.1", "greylisted\r\n, come back");

        var first = record(WORKER, incarnation, deferred);
        assertThat(first.retryAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(6));
        assertThat(prepare(id)).isInstanceOf(Prepared.Ready.class);

        assertThat(record(WORKER, incarnation, deferred)).isEqualTo(first);
        assertThat(status(id)).isEqualTo("sending");
        assertThat(told(Type.DEFERRED, id)).containsExactly("451 4.7.1 greylisted , come back");
    }

    @Test
    void onlyADueMessageThatNobodyHoldsIsHandedOut() {
        var later = message("later@lead.example", clock.instant().plusSeconds(60));
        outbound(tenant).submit(List.of(later));
        UUID held = handedOut("held@lead.example");
        UUID sent = handedOut("sent@lead.example");
        record(sent, Result.ACCEPTED, 250);
        UUID unknown = UUID.randomUUID();
        var soon = clock.instant().plusSeconds(15);

        assertThat(prepare(later.id())).isEqualTo(new Prepared.Hold(later.id(), later.sendAt(), "it is not due yet"));
        assertThat(prepare(held)).isEqualTo(new Prepared.Hold(held, soon, "it was already handed to this worker"));
        assertThat(prepare(WORKER, UUID.randomUUID(), held))
                .containsExactly(new Prepared.Hold(held, soon, "another worker may still be sending it"));
        assertThat(prepare("worker-2", UUID.randomUUID(), held, sent, unknown))
                .containsExactly(
                        new Prepared.Hold(held, soon, "another worker may still be sending it"),
                        new Prepared.Skip(sent, "already sent"),
                        new Prepared.Skip(unknown, "there is no such message"));
        clock.advance(Duration.ofSeconds(60));
        assertThat(prepare(later.id())).isInstanceOf(Prepared.Ready.class);
    }

    @Test
    void workersThatAskAtOnceNeverGetTheSameMessage() {
        var messages = IntStream.range(0, 60)
                .mapToObj(i -> message("l" + i + "@lead.example"))
                .toList();
        outbound(tenant).submit(messages);
        UUID[] ids = messages.stream().map(m -> m.id()).toArray(UUID[]::new);
        Set<UUID> ready = ConcurrentHashMap.newKeySet();
        var twice = new ArrayList<UUID>();

        atOnce(6, () -> prepare("worker-" + Thread.currentThread().threadId(), UUID.randomUUID(), ids))
                .forEach(answers -> answers.forEach(answer -> {
                    if (answer instanceof Prepared.Ready given && !ready.add(given.messageId())) {
                        twice.add(given.messageId());
                    }
                }));

        assertThat(ready).containsExactlyInAnyOrder(ids);
        assertThat(twice).isEmpty();
    }

    @Test
    void theRetryLadderEndsInFailure() {
        UUID id = submitted("slow@lead.example");
        for (Duration step : List.of(
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofHours(4),
                Duration.ofHours(12))) {
            assertThat(prepare(id)).isInstanceOf(Prepared.Ready.class);
            var retryAt = clock.instant().plus(step);
            assertThat(record(id, Result.DEFERRED, 421)).isEqualTo(new OutcomeAck(id, retryAt));
            assertThat(status(id)).isEqualTo("deferred");
            clock.advance(step.minusSeconds(1));
            assertThat(prepare(id)).isEqualTo(new Prepared.Hold(id, retryAt, "it is not due yet"));
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(prepare(id)).isInstanceOf(Prepared.Ready.class);

        assertThat(record(id, Result.DEFERRED, 421)).isEqualTo(new OutcomeAck(id, null));

        assertThat(status(id)).isEqualTo("failed");
        assertThat(told(id)).endsWith(Type.DEFERRED, Type.FAILED).hasSize(7);
        assertThat(prepare(id)).isEqualTo(new Prepared.Skip(id, "already failed"));
    }

    @Test
    void aMailThatWeCouldNotSendIsTriedAgainAndBlamesNobody() {
        UUID id = handedOut("a@lead.example");

        var ack = record(
                WORKER, incarnation, outcome(id, Result.NOT_SENT, 535, "5.1.1", "user unknown, said our own server"));

        assertThat(ack.retryAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(suppressions()).isEmpty();
    }

    @Test
    void aBounceSuppressesTheAddressOnlyWhenTheAddressIsAtFault() {
        UUID gone = handedOut("gone@lead.example");
        UUID policy = handedOut("policy@lead.example");
        UUID next = submitted("gone@lead.example");

        record(WORKER, incarnation, outcome(gone, Result.REJECTED, 550, "5.1.1", "User unknown"));
        record(WORKER, incarnation, outcome(policy, Result.REJECTED, 550, "5.7.1", "Blocked"));

        assertThat(status(gone)).isEqualTo("bounced");
        assertThat(status(policy)).isEqualTo("bounced");
        assertThat(suppressions()).containsExactly("gone@lead.example bounced smtp 550 5.1.1");
        assertThat(told(Type.BOUNCED, gone)).containsExactly("550 5.1.1 User unknown");
        assertThat(prepare(next)).isEqualTo(new Prepared.Skip(next, "the address is suppressed"));
        assertThat(told(Type.SKIPPED, next)).containsExactly("suppressed");
    }

    @Test
    void anUnknownAnswerIsNeverTriedAgain() {
        UUID id = handedOut("a@lead.example");

        assertThat(record(id, Result.UNCERTAIN, 0)).isEqualTo(new OutcomeAck(id, null));

        assertThat(prepare("worker-2", UUID.randomUUID(), id))
                .containsExactly(new Prepared.Skip(id, "already uncertain"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(record(id, Result.DEFERRED, 451)).isEqualTo(new OutcomeAck(id, null));
        assertThat(status(id)).isEqualTo("uncertain");
        clock.advance(Duration.ofSeconds(1));
        record(id, Result.ACCEPTED, 250);
        assertThat(status(id)).isEqualTo("sent");
        assertThat(told(id)).containsExactly(Type.QUEUED, Type.UNCERTAIN, Type.SENT);
    }

    @Test
    void anIntentIsNotUncertainWhenTheSameRunToldHowItEnded() {
        UUID told = handedOut("told@lead.example");
        UUID untold = handedOut("untold@lead.example");
        var intentOfTold = outcome(told, Result.UNCERTAIN, 0, null, "found in the journal");
        record(untold, Result.DEFERRED, 451);
        clock.advance(Duration.ofSeconds(1));
        var retryAt = record(told, Result.DEFERRED, 451).retryAt();
        var intentOfUntold = outcome(untold, Result.UNCERTAIN, 0, null, "found in the journal");

        assertThat(record(WORKER, incarnation, intentOfTold)).isEqualTo(new OutcomeAck(told, retryAt));
        record(WORKER, incarnation, intentOfUntold);

        assertThat(status(told)).isEqualTo("deferred");
        assertThat(status(untold)).isEqualTo("uncertain");
    }

    @Test
    void whatALateWorkerSaysIsBelievedAsFarAsItIsAFact() {
        UUID id = handedOut("a@lead.example");
        UUID newLife = UUID.randomUUID();
        sending(tenant).recovered(WORKER, new Sending.Recovery(newLife));
        assertThat(prepare(WORKER, newLife, id).getFirst()).isInstanceOf(Prepared.Ready.class);

        // The old life's deferral says nothing about what the new one is doing.
        var late = record(WORKER, incarnation, outcome(id, Result.DEFERRED, 451, null, null));
        assertThat(late.retryAt()).isEqualTo(clock.instant().plusSeconds(15));
        assertThat(status(id)).isEqualTo("sending");

        clock.advance(Duration.ofMillis(1));
        assertThat(record(WORKER, incarnation, outcome(id, Result.ACCEPTED, 250, null, null))
                        .retryAt())
                .isNull();
        assertThat(status(id)).isEqualTo("sent");
        assertThat(record(WORKER, newLife, outcome(id, Result.DEFERRED, 451, null, null))
                        .retryAt())
                .isNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(record(WORKER, newLife, outcome(id, Result.ACCEPTED, 250, null, null))
                        .retryAt())
                .isNull();
        assertThat(status(id)).isEqualTo("sent");
        assertThat(told(id)).containsExactly(Type.QUEUED, Type.SENT);
    }

    @Test
    void severalOutcomesOfOneMessageInOneReportAreTakenInOrder() {
        UUID id = handedOut("a@lead.example");
        var deferred = outcome(id, Result.DEFERRED, 451, null, null);
        clock.advance(Duration.ofSeconds(1));
        var accepted = outcome(id, Result.ACCEPTED, 250, null, null);

        var acks = sending(tenant)
                .record(new Sending.OutcomeReport(WORKER, incarnation, List.of(deferred, accepted, deferred)));

        assertThat(acks.get(0).retryAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(acks.get(1).retryAt()).isNull();
        assertThat(acks.get(2)).isEqualTo(acks.get(0));
        assertThat(status(id)).isEqualTo("sent");
        assertThat(told(id)).containsExactly(Type.QUEUED, Type.DEFERRED, Type.SENT);
    }

    @Test
    void aWorkerThatComesBackFreesWhatItsEarlierLivesHeldInEveryTenant() {
        UUID first = handedOut("a@lead.example");
        UUID deferred = handedOut("b@lead.example");
        record(deferred, Result.DEFERRED, 451);
        clock.advance(Duration.ofMinutes(5));
        prepare(deferred);
        UUID newLife = UUID.randomUUID();
        UUID current = submitted("c@lead.example");
        prepare(WORKER, newLife, current);
        UUID ofAnotherWorker = submitted("d@lead.example");
        prepare("worker-2", incarnation, ofAnotherWorker);
        UUID here = tenant;
        tenant = UUID.randomUUID();
        contents(tenant).put(content, snapshot(PAGE));
        UUID ofAnotherTenant = handedOut("e@lead.example");

        // The worker has no tenant in mind here, so it sends none.
        var response = call(
                "POST",
                "/internal/sending/workers/" + WORKER + "/recovered",
                "{\"currentIncarnation\":\"" + newLife + "\"}",
                "Authorization",
                "Bearer " + com.penguinmails.testkit.TestTokens.service("worker", "email-processor"),
                "Content-Type",
                "application/json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(List.of(first, deferred, ofAnotherTenant))
                .allSatisfy(id -> assertThat(status(id)).isEqualTo("queued"));
        assertThat(List.of(current, ofAnotherWorker))
                .allSatisfy(id -> assertThat(status(id)).isEqualTo("sending"));
        assertThat(behind().sql("select count(*) from queue.jobs where kind = 'email.send' and unique_key = ?")
                        .param(first.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(prepare(WORKER, newLife, ofAnotherTenant).getFirst()).isInstanceOf(Prepared.Ready.class);
        tenant = here;
        assertThat(prepare(WORKER, newLife, first, deferred))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Prepared.Ready.class));
    }

    @Test
    void aJobThatWasGivenUpComesBackWithItsMessage() {
        UUID id = handedOut("a@lead.example");
        behind().sql("""
                        with gone as (delete from queue.job_ready r using queue.jobs j where r.id = j.id and j.unique_key = ? returning r.*)
                        insert into queue.job_finished (tenant_id, id, queue, kind, status, attempt, crashes)
                        select tenant_id, id, queue, 'email.send', 'failed', 10, 0 from gone""").param(id.toString()).update();
        behind().sql("delete from queue.job_unique where unique_key = ?")
                .param(id.toString())
                .update();

        sending(tenant).recovered(WORKER, new Sending.Recovery(UUID.randomUUID()));

        assertThat(behind().sql("select status from queue.job_states where unique_key = ? order by id")
                        .param(id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("failed", "queued");
    }

    @Test
    void aMailThatCannotBeMadeFailsAndHoldsUpNoOther() {
        UUID id = submitted("a@lead.example");
        UUID good = submitted("b@lead.example");
        behind().sql("update email.messages set content_id = gen_random_uuid() where id = ?")
                .param(id)
                .update();

        assertThat(prepare(WORKER, incarnation, id, good))
                .satisfiesExactly(
                        answer -> assertThat(answer).isEqualTo(new Prepared.Skip(id, "its content is gone")),
                        answer -> assertThat(answer).isInstanceOf(Prepared.Ready.class));
        assertThat(status(id)).isEqualTo("failed");
        assertThat(told(Type.FAILED, id)).containsExactly("its content is gone");
    }

    @Test
    void anotherTenantsMessageIsLikeNone() {
        UUID id = submitted("a@lead.example");
        UUID mine = tenant;
        tenant = UUID.randomUUID();

        assertThat(prepare(id)).isEqualTo(new Prepared.Skip(id, "there is no such message"));
        assertThat(record(id, Result.REJECTED, 550)).isEqualTo(new OutcomeAck(id, null));

        tenant = mine;
        assertThat(status(id)).isEqualTo("queued");
        assertThat(attempts(id)).isZero();
    }

    @Test
    void onlyWorkersSendAndBadQuestionsAreRefused() {
        UUID id = submitted("a@lead.example");
        assertThatThrownBy(() -> client(Sending.class, "campaign", tenant)
                        .prepare(new Sending.PrepareRequest(WORKER, incarnation, List.of(id))))
                .isInstanceOf(HttpClientErrorException.Forbidden.class);
        assertThatThrownBy(() -> prepare(WORKER, incarnation, id, id))
                .isInstanceOf(HttpClientErrorException.BadRequest.class);
        assertThatThrownBy(() -> prepare(" ", incarnation, id)).isInstanceOf(HttpClientErrorException.BadRequest.class);
        assertThat(call(
                                "POST",
                                "/internal/sending/prepare",
                                "{}",
                                "Authorization",
                                "Bearer " + com.penguinmails.testkit.TestTokens.service("worker", "email-processor"),
                                "PM-Tenant",
                                tenant.toString(),
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("POST", "/internal/sending/prepare", "{}").statusCode()).isEqualTo(401);
    }

    private int attempts(UUID id) {
        return behind().sql("select count(*) from email.send_attempts where message_id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    private List<String> suppressions() {
        return behind().sql(
                        "select target || ' ' || reason || ' ' || source from email.suppressions where tenant_id = ? order by target")
                .param(tenant)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
