package com.penguinmails.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.localstack.RunningStack;
import com.penguinmails.localstack.demo.CampaignRun;
import com.penguinmails.localstack.demo.LeadFile;
import com.penguinmails.localstack.demo.MessageAudit;
import com.penguinmails.localstack.demo.TenantRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each service dies by SIGKILL while mails are flowing, and is started again. No mail is lost and none goes out twice. */
class CrashIT {

    private static final int MAILS = 1_500;
    private static final Duration SLOW = Duration.ofMillis(2_500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The ones that hold mails in their hands first, so that they surely die in the middle of it. */
    private static final List<String> SERVICES = List.of(
            "worker",
            "queuer",
            "email-processor",
            "campaign",
            "analytics",
            "infrastructure",
            "user",
            "tenant",
            "billing",
            "gateway");

    private static final List<String> BEHAVIOURS =
            List.of("", "+open", "+click", "+defer", "", "+bounce", "+unsub", "+drop421");

    @AfterEach
    void fastAgain() {
        Stack.world().latency(Duration.ZERO);
    }

    @Test
    void killingAnyServiceLosesNothingAndDoublesNothing() throws InterruptedException {
        RunningStack stack = Stack.running();
        TenantRun tenant = Stack.customer("Crash");
        JsonNode imported = tenant.importLeads(LeadFile.ofAddresses("crash.csv", addresses()), "crash");
        String campaign = tenant.createCampaign("Crash", imported.path("listId").asString());
        var run = new CampaignRun(tenant, campaign, MAILS);
        // Mails take long enough that every service has its turn while they flow.
        Stack.world().latency(SLOW);
        tenant.launch(campaign);

        int decidedBefore = 0;
        for (String service : SERVICES) {
            awaitProgress(run, decidedBefore);
            assertThat(decided(run))
                    .as("mails still flow when %s dies", service)
                    .isLessThan(MAILS);
            stack.kill(service);
            stack.start(service);
            decidedBefore = decided(run);
        }
        Stack.world().latency(Duration.ZERO);

        assertThat(run.awaitEnd(Stack.world(), PATIENCE))
                .as("decided in time: %s", run.statistics())
                .isTrue();
        MessageAudit audit = MessageAudit.of(run, Stack.world());
        assertThat(audit.messages()).isEqualTo(MAILS);
        assertThat(audit.lost()).as("lost").isZero();
        assertThat(audit.duplicates()).as("duplicates").isZero();
        assertThat(audit.unexplained()).as("sent without being asked").isZero();
        assertThat(Stack.world()
                        .summary(tenant.customer().domain())
                        .path("duplicates")
                        .asInt())
                .isZero();
        assertThat(Stack.world()
                        .summary(tenant.customer().domain())
                        .path("acceptedAfterUnsubscribe")
                        .asInt())
                .isZero();
        // Only what the killed worker had on the wire may be unknown: at most its open connections.
        assertThat(audit.uncertain()).as("uncertain").isLessThanOrEqualTo(64);
    }

    private static int decided(CampaignRun run) {
        return run.decided(run.statistics());
    }

    /** Waits until something was sent since the last crash, so that each one hits a platform at work. */
    private static void awaitProgress(CampaignRun run, int before) {
        org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> decided(run) > before || decided(run) >= MAILS);
    }

    private static List<String> addresses() {
        var addresses = new ArrayList<String>();
        for (int i = 0; i < MAILS; i++) {
            addresses.add("person." + i + BEHAVIOURS.get(i % BEHAVIOURS.size()) + "@example.net");
        }
        return addresses;
    }
}
