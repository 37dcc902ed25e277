package com.penguinmails.queuer.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.queuer.Jobs;
import com.penguinmails.queuer.QueuerTest;
import com.penguinmails.testkit.TestTokens;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.servlet.client.RestTestClient;

@QueuerTest
class QueueOverviewIT {

    private final RestTestClient client;
    private final Jobs jobs;

    @Autowired
    QueueOverviewIT(RestTestClient client, Jobs jobs) {
        this.client = client;
        this.jobs = jobs;
    }

    @BeforeEach
    void alone() {
        jobs.stopLoops();
    }

    @Test
    void depthsAreShownToServices() {
        String queue = Jobs.freshQueue();
        long added = System.nanoTime();
        jobs.add(Jobs.tenant(), queue, 2);
        jobs.add(Jobs.tenant(), queue, 3, job -> job.runAt(Instant.parse("2100-01-01T00:00:00Z")));

        List<QueueView> queues = client.get()
                .uri("/internal/queues")
                .header("Authorization", "Bearer " + TestTokens.service("gateway", "queuer"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<List<QueueView>>() {})
                .returnResult()
                .getResponseBody();

        assertThat(queues)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("oldestDueSeconds")
                .contains(new QueueView(queue, 2, 3, 0, 0, 0));
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - added);
        assertThat(queues)
                .filteredOn(view -> view.queue().equals(queue))
                .as("due since they were added, to the nearest second")
                .allMatch(view -> view.oldestDueSeconds() >= 0 && view.oldestDueSeconds() <= seconds + 1);
    }

    @Test
    void depthsAreNotForPeople() {
        client.get().uri("/internal/queues").exchange().expectStatus().isUnauthorized();
        client.get()
                .uri("/internal/queues")
                .header("Authorization", "Bearer " + TestTokens.user(UUID.randomUUID(), UUID.randomUUID()))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void healthSaysWhetherRedisAnswers() {
        client.get().uri("/health/queue").exchange().expectStatus().isOk();
        client.get().uri("/health/db").exchange().expectStatus().isOk();
    }
}
