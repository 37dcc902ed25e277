package com.penguinmails.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.localstack.service.ServiceDefinition;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackConfigTest {

    private static final Path PROJECT = Path.of("/project");

    @Test
    void theTenServicesKeepTheirDataBesideTheProject() {
        StackConfig config = StackConfig.fromEnvironment(PROJECT, Map.of());
        assertThat(config.state().root()).isEqualTo(Path.of("/project/.local"));
        assertThat(config.catalog().names())
                .containsExactlyInAnyOrder(
                        "gateway",
                        "user",
                        "tenant",
                        "infrastructure",
                        "campaign",
                        "email-processor",
                        "billing",
                        "analytics",
                        "queuer",
                        "worker");
        assertThat(config.usualPorts()).containsEntry("gateway", 8080);
    }

    @Test
    void everyPartCanBeGivenAPort() {
        StackConfig config = StackConfig.fromEnvironment(
                PROJECT,
                Map.of(
                        "PM_STATE_DIR", "/elsewhere",
                        "PM_GATEWAY_PORT", "9090",
                        "PM_EMAIL_PROCESSOR_PORT", " 9091 ",
                        "PM_MAIL_WORLD_PORT", "9092",
                        "PM_POSTGRES_PORT", "",
                        "PM_WORKER_MANAGEMENT_PORT", "9093"));
        assertThat(config.state().root()).isEqualTo(Path.of("/elsewhere"));
        assertThat(config.fixedPorts())
                .containsOnly(
                        Map.entry("gateway", 9090),
                        Map.entry("email-processor", 9091),
                        Map.entry("mail-world", 9092),
                        Map.entry("worker.management", 9093));
    }

    @Test
    void whatIsNoPortIsRefusedByName() {
        for (String wrong : new String[] {"0", "65536", "http", "-1", "80.0"}) {
            assertThatThrownBy(() -> StackConfig.fromEnvironment(PROJECT, Map.of("PM_GATEWAY_PORT", wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PM_GATEWAY_PORT")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void theNamesOfVariablesFollowFromTheNamesOfServices() {
        StackConfig config = StackConfig.of(PROJECT, Path.of("/state"));
        assertThat(config.catalog().services())
                .extracting(ServiceDefinition::urlVariable)
                .contains("GATEWAY_URL", "USER_SERVICE_URL", "EMAIL_PROCESSOR_SERVICE_URL");
        assertThatThrownBy(() -> config.catalog().named("smtp"))
                .hasMessageContaining("no service called smtp")
                .hasMessageContaining("email-processor");
    }
}
