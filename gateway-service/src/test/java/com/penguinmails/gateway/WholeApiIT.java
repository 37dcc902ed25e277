package com.penguinmails.gateway;

import static com.penguinmails.contracts.ServiceName.BILLING;
import static com.penguinmails.contracts.ServiceName.CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.contracts.ServiceName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway of its own, because what the services describe is remembered. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "penguinmails.gateway.limits.link-per-minute=29999")
@ContextConfiguration(initializers = FakePlatform.class)
class WholeApiIT {

    private static final String DESCRIPTION = """
            {"openapi":"3.1.0","paths":{
              "%s":{"get":{"operationId":"list","responses":{"200":{"content":{"application/json":{
                "schema":{"$ref":"#/components/schemas/Page"}}}}},"security":[{"bearer":[]}]}},
              "/internal/quota":{"get":{"operationId":"secret"}},
              "/api/v1/somewhere-else":{"get":{"operationId":"unreachable"}}},
             "components":{"schemas":{"Page":{"type":"object","properties":{"next":{"$ref":"#/components/schemas/Page"},
                "operationId":{"type":"string"}},
                "discriminator":{"propertyName":"kind","mapping":{"page":"#/components/schemas/Page"}}}},
              "securitySchemes":{"bearer":{"type":"http","scheme":"bearer"}}}}
            """;

    private final Door door;

    @Autowired
    WholeApiIT(Environment environment) {
        this.door = new Door(environment);
    }

    @Test
    void isMadeOfWhatTheServicesDescribeAndTheOutsideCanReach() {
        for (ServiceName service : ServiceName.values()) {
            FakePlatform.service(service)
                    .answer("/v3/api-docs", request -> new FakeService.Said(200, "{\"paths\":{}}"));
        }
        describes(CAMPAIGN, "/api/v1/campaigns/{id}");
        describes(BILLING, "/api/v1/billing/plans");

        var answer = door.get("/openapi");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        JsonNode whole = JsonMapper.builder().build().readTree(answer.body());
        assertThat(whole.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(whole.path("paths").propertyNames())
                .containsExactly("/api/v1/campaigns/{id}", "/api/v1/billing/plans");
        JsonNode operation = whole.path("paths").path("/api/v1/campaigns/{id}").path("get");
        assertThat(operation.path("operationId").asString()).isEqualTo("campaign.list");
        assertThat(operation
                        .at("/responses/200/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/campaign.Page");
        JsonNode schemas = whole.at("/components/schemas");
        assertThat(schemas.propertyNames()).containsExactlyInAnyOrder("campaign.Page", "billing.Page");
        JsonNode page = schemas.path("billing.Page");
        assertThat(page.at("/properties/next/$ref").asString()).isEqualTo("#/components/schemas/billing.Page");
        assertThat(page.at("/discriminator/mapping/page").asString()).isEqualTo("#/components/schemas/billing.Page");
        assertThat(page.at("/properties/operationId/type").asString())
                .as("a property of that name is no operation")
                .isEqualTo("string");
        assertThat(whole.at("/components/securitySchemes").propertyNames()).containsExactly("bearer");
        assertThat(whole.path("x-missing-services").values().stream()
                        .map(JsonNode::asString)
                        .toList())
                .as("the one that is away in these tests")
                .isEqualTo(List.of("infrastructure"));
        assertThat(answer.body()).doesNotContain("/internal", "unreachable");
    }

    private static void describes(ServiceName service, String path) {
        FakePlatform.service(service)
                .answer("/v3/api-docs", request -> new FakeService.Said(200, DESCRIPTION.formatted(path)));
    }
}
