package com.penguinmails.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.contracts.ServiceName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;

/** A service that is slow has a bounded share of the gateway. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "penguinmails.gateway.routing.calls-per-service=3",
            "penguinmails.gateway.routing.response-timeout=4s",
            "penguinmails.gateway.routing.link-timeout=500ms"
        })
@ContextConfiguration(initializers = FakePlatform.class)
class BulkheadIT {

    private final Door door;

    @Autowired
    BulkheadIT(Environment environment) {
        this.door = new Door(environment);
    }

    @Test
    void aSlowServiceKeepsItsCallersWaitingAndNobodyElses() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Door.Answer>> slow = IntStream.range(0, 3)
                    .mapToObj(i -> callers.submit(() -> door.getSignedIn("/api/v1/tenants/hang")))
                    .toList();

            var refused = await().atMost(Duration.ofSeconds(3))
                    .until(() -> door.getSignedIn("/api/v1/tenants"), answer -> answer.status() == 503);

            assertThat(refused.body()).contains("\"code\":\"service-busy\"", refused.requestId());
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.receivedBy(ServiceName.TENANT)).isEmpty();
            assertThat(door.getSignedIn("/api/v1/campaigns").status())
                    .as("another service")
                    .isEqualTo(200);
            for (Future<Door.Answer> answer : slow) {
                assertThat(answer.get().status()).isEqualTo(504);
            }
            assertThat(door.getSignedIn("/api/v1/tenants").status())
                    .as("room again")
                    .isEqualTo(200);
        }
    }

    @Test
    void recipientsDoNotWaitAsLong() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Door.Answer> person = callers.submit(() -> door.getSignedIn("/api/v1/workspaces/hang"));
            await().until(() -> FakePlatform.service(ServiceName.TENANT).count() > 0);

            assertThat(door.get("/t/o/hang").status()).isEqualTo(504);

            assertThat(person.isDone()).isFalse();
            assertThat(person.get().status()).isEqualTo(504);
        }
    }
}
