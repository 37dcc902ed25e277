package com.penguinmails.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.jobs.JobDelivery;
import com.penguinmails.contracts.jobs.JobReport;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
class JobHandlingIT {

    private final RestTestClient client;

    @Autowired
    JobHandlingIT(RestTestClient client) {
        this.client = client;
    }

    @Test
    void theWorkerDeliversJobsOfSeveralTenantsAtOnce() {
        JobDelivery first = delivery();
        JobDelivery second = delivery();

        List<JobReport> reports = client.post()
                .uri("/internal/jobs/test.echo")
                .header("Authorization", "Bearer " + TestTokens.service("worker", "campaign"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(List.of(first, second))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<JobReport>>() {})
                .returnResult()
                .getResponseBody();

        assertThat(reports)
                .containsExactlyInAnyOrder(
                        JobReports.discard(first, first.tenantId() + " {}"),
                        JobReports.discard(second, second.tenantId() + " {}"));
    }

    @Test
    void aJobOfThePlatformIsHandledInNoTenantsScope() {
        JobDelivery ofPlatform =
                new JobDelivery(UUID.randomUUID(), PlatformTenant.ID.value(), "test.echo", 1, "{}", "");
        List<JobReport> reports = client.post()
                .uri("/internal/jobs/test.echo")
                .header("Authorization", "Bearer " + TestTokens.service("worker", "campaign"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(List.of(ofPlatform))
                .exchange()
                .expectBody(new ParameterizedTypeReference<List<JobReport>>() {})
                .returnResult()
                .getResponseBody();
        assertThat(reports)
                .as("asking for the tenant fails")
                .containsExactly(JobReports.retry(ofPlatform, "IllegalStateException"));
    }

    @Test
    void nobodyButTheWorkerDelivers() {
        for (String caller : List.of("analytics", "gateway")) {
            client.post()
                    .uri("/internal/jobs/test.echo")
                    .header("Authorization", "Bearer " + TestTokens.service(caller, "campaign"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(List.of(delivery()))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
    }

    private static JobDelivery delivery() {
        return new JobDelivery(UUID.randomUUID(), UUID.randomUUID(), "test.echo", 1, "{}", "");
    }
}
