package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static com.penguinmails.contracts.ServiceName.EMAIL_PROCESSOR;
import static com.penguinmails.contracts.ServiceName.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.ServiceName;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What is not said twice. */
@GatewayTest
class SafeReadsIT {

    private final Door door;

    @Autowired
    SafeReadsIT(Environment environment) {
        this.door = new Door(environment);
    }

    @Test
    void anUnchangedAnswerIsNotSentAgainAndAChangedOneIs() {
        String path = "/api/v1/campaigns/" + UUID.randomUUID();
        says(CAMPAIGN, path, 200, "{\"name\":\"spring\"}");
        var first = ask(path, "\"nothing\"");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"name\":\"spring\"}");
        assertThat(first.header("ETag")).startsWith("W/\"");
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");

        var again = ask(path, first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.receivedBy(CAMPAIGN))
                .as("the service decided that the caller may see it")
                .hasSize(1);
        assertThat(ask(path, "\"other\", " + first.header("ETag")).status()).isEqualTo(304);
        assertThat(ask(path, "*").status()).isEqualTo(304);
        assertThat(ask(path, "{{7*7}}").status()).as("no tag and no star").isEqualTo(200);

        says(CAMPAIGN, path, 200, "{\"name\":\"summer\"}");
        var changed = ask(path, first.header("ETag"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo("{\"name\":\"summer\"}");
        assertThat(changed.header("ETag")).isNotEqualTo(first.header("ETag"));
    }

    @Test
    void aLongAnswerPassesWhole() {
        String path = "/api/v1/leads/" + UUID.randomUUID();
        String body = "{\"x\":\"" + "y".repeat(3_000_000) + "\"}";
        says(CAMPAIGN, path, 200, body);
        var answer = ask(path, "\"nothing\"");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header("ETag")).isEmpty();
    }

    @Test
    void refusalsChangesAndLinksGetNoTag() {
        String path = "/api/v1/campaigns/" + UUID.randomUUID();
        says(CAMPAIGN, path, 404, "{\"code\":\"not-found\"}");
        assertThat(ask(path, "*").status()).isEqualTo(404);
        assertThat(ask(path, "*").header("ETag")).isEmpty();
        var change = door.post(
                "/api/v1/campaigns",
                "{}",
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .header("If-None-Match", "*"));
        assertThat(change.status()).isEqualTo(200);
        assertThat(change.header("ETag")).isEmpty();
        var link = door.call("/t/o/abc", request -> request.header("If-None-Match", "*"));
        assertThat(link.status()).as("every open counts").isEqualTo(200);
        assertThat(link.receivedBy(EMAIL_PROCESSOR)).hasSize(1);
    }

    @Test
    void whatIsTheSameForEverybodyIsAskedForOnceAndOutlivesItsService() {
        String path = "/.well-known/" + UUID.randomUUID();
        says(ServiceName.USER, path, 200, "{\"keys\":[]}");
        var first = door.get(path);
        assertThat(first.body()).isEqualTo("{\"keys\":[]}");
        assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=60");
        says(ServiceName.USER, path, 503, "{}");

        var second = door.get(path);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo("{\"keys\":[]}");
        assertThat(second.header("Content-Type")).isEqualTo("application/json");
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.receivedBy(ServiceName.USER)).isEmpty();
        assertThat(door.call(path, request -> request.header("If-None-Match", first.header("ETag")))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void aFailureIsNotKept() {
        String path = "/.well-known/" + UUID.randomUUID();
        says(ServiceName.USER, path, 404, "{}");
        assertThat(door.get(path).status()).isEqualTo(404);
        says(ServiceName.USER, path, 200, "{\"now\":true}");
        assertThat(door.get(path).body()).isEqualTo("{\"now\":true}");
    }

    @Test
    void nothingOfOnePersonReachesAnother() {
        String path = "/api/v1/tenant/" + UUID.randomUUID();
        FakePlatform.service(TENANT)
                .answer(
                        path,
                        request -> new FakeService.Said(
                                200,
                                "{\"for\":\"" + request.header("Authorization").hashCode() + "\"}"));
        assertThat(ask(path, "\"nothing\"").body())
                .isNotEqualTo(ask(path, "\"nothing\"").body());
    }

    private static void says(ServiceName service, String path, int status, String body) {
        FakePlatform.service(service).answer(path, request -> new FakeService.Said(status, body));
    }

    /** Each time as somebody else. */
    private Door.Answer ask(String path, String known) {
        return door.call(
                path,
                request -> request.header("Authorization", "Bearer " + Door.token())
                        .header("If-None-Match", known));
    }
}
