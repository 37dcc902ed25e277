package com.penguinmails.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.email.EmailActivity.Type;
import com.penguinmails.contracts.email.OutboundMessages;
import com.penguinmails.contracts.email.OutboundMessages.NewMessage;
import com.penguinmails.contracts.email.OutboundMessages.NewSlot;
import com.penguinmails.contracts.email.OutboundMessages.WaitingMessage;
import com.penguinmails.contracts.email.Sending;
import com.penguinmails.contracts.email.Sending.Prepared;
import com.penguinmails.contracts.email.Sending.Result;
import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobHandling;
import com.penguinmails.contracts.jobs.JobReport;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Campaigns that are paused, resumed or cancelled while this service has mails of theirs. */
class CampaignStopsIT extends EmailIT {

    @Test
    void theJobsOfACampaignFormAGroup() {
        UUID id = submitted("a@lead.example");

        assertThat(groups()).containsExactly(campaign);

        // A job that was given up is added again, to the same group.
        prepare(id);
        behind().sql("delete from queue.job_unique where tenant_id = ?")
                .param(tenant)
                .update();
        sending(tenant).recovered(WORKER, new Sending.Recovery(UUID.randomUUID()));
        assertThat(groups()).containsExactly(campaign, campaign);
    }

    @Test
    void nothingOfACancelledCampaignStaysOpen() {
        UUID queued = submitted("queued@lead.example");
        UUID deferred = handedOut("deferred@lead.example");
        record(deferred, Result.DEFERRED, 451);
        UUID held = handedOut("held@lead.example");
        UUID sent = handedOut("sent@lead.example");
        record(sent, Result.ACCEPTED, 250);
        NewMessage other = ofAnotherCampaign();

        JobReport first = cancel();

        assertThat(first.next()).isEqualTo(JobReport.Next.SNOOZE);
        assertThat(status(queued)).isEqualTo("cancelled");
        assertThat(status(deferred)).isEqualTo("cancelled");
        assertThat(status(held)).isEqualTo("sending");
        assertThat(status(sent)).isEqualTo("sent");
        assertThat(status(other.id())).isEqualTo("queued");
        assertThat(told(Type.SKIPPED, queued)).containsExactly("campaign cancelled");
        assertThat(told(deferred)).containsExactly(Type.QUEUED, Type.DEFERRED, Type.SKIPPED);
        assertThat(prepare(queued)).isEqualTo(new Prepared.Skip(queued, "already cancelled"));

        record(held, Result.DEFERRED, 451);
        assertThat(cancel().next()).isEqualTo(JobReport.Next.DONE);
        assertThat(status(held)).isEqualTo("cancelled");
        assertThat(cancel().next()).isEqualTo(JobReport.Next.DONE);
        assertThat(told(held)).containsExactly(Type.QUEUED, Type.DEFERRED, Type.SKIPPED);
    }

    @Test
    void whatIsHandedOverAfterTheEndIsNeverSent() {
        cancel();
        UUID late = submitted("late@lead.example");

        assertThat(status(late)).isEqualTo("cancelled");
        assertThat(told(late)).containsExactly(Type.QUEUED, Type.SKIPPED);
        assertThat(groups()).isEmpty();
    }

    @Test
    void aMailThatArrivedAfterAllCountsAsSent() {
        UUID id = submitted("a@lead.example");
        cancel();

        record(id, Result.ACCEPTED, 250);

        assertThat(status(id)).isEqualTo("sent");
    }

    @Test
    void submittingAndCancellingAtOnceLeavesNothingOpen() {
        atOnce(6, () -> {
            for (int i = 0; i < 5; i++) {
                submitted(UUID.randomUUID() + "@lead.example");
            }
            return cancel();
        });

        assertThat(behind().sql("select distinct status from email.messages where tenant_id = ?")
                        .param(tenant)
                        .query(String.class)
                        .list())
                .containsExactly("cancelled");
    }

    @Test
    void aWaitingMessageIsMovedToAnotherSlotAndNoOther() {
        UUID queued = submitted("queued@lead.example");
        UUID deferred = handedOut("deferred@lead.example");
        record(deferred, Result.DEFERRED, 451);
        UUID held = handedOut("held@lead.example");
        UUID sent = handedOut("sent@lead.example");
        record(sent, Result.ACCEPTED, 250);
        var soon = clock.instant().plusSeconds(60);

        assertThat(outbound(tenant).waiting(List.of(queued, deferred, held, sent, UUID.randomUUID())))
                .containsExactlyInAnyOrder(new WaitingMessage(queued, false), new WaitingMessage(deferred, true));
        outbound(tenant)
                .reschedule(List.of(
                        new NewSlot(queued, soon),
                        new NewSlot(deferred, soon),
                        new NewSlot(held, soon),
                        new NewSlot(sent, soon)));

        assertThat(prepare(queued)).isEqualTo(new Prepared.Hold(queued, soon, "it is not due yet"));
        assertThat(prepare(deferred))
                .isEqualTo(
                        new Prepared.Hold(deferred, clock.instant().plus(Duration.ofMinutes(5)), "it is not due yet"));
        assertThat(status(held)).isEqualTo("sending");
        clock.advance(Duration.ofSeconds(60));
        assertThat(prepare(queued)).isInstanceOf(Prepared.Ready.class);
    }

    private JobReport cancel() {
        String payload = json.writeValueAsString(new OutboundMessages.CancelJob(campaign));
        String kind = OutboundMessages.CANCEL.name();
        return client(JobHandling.class, "worker", tenant)
                .handle(kind, List.of(new JobDelivery(UUID.randomUUID(), tenant, kind, 1, payload, "")))
                .getFirst();
    }

    private NewMessage ofAnotherCampaign() {
        UUID before = campaign;
        campaign = UUID.randomUUID();
        NewMessage message = message("other@lead.example");
        campaign = before;
        outbound(tenant).submit(List.of(message));
        return message;
    }

    private List<UUID> groups() {
        return behind().sql("select group_id from queue.jobs where tenant_id = ? and kind = 'email.send'")
                .param(tenant)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }
}
