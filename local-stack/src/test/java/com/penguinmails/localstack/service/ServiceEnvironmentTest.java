package com.penguinmails.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.localstack.state.Addresses;
import com.penguinmails.localstack.state.Ports;
import com.penguinmails.localstack.state.Secrets;
import com.penguinmails.localstack.state.StateFolder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

    private final ServiceCatalog catalog = ServiceCatalog.of(Path.of("/project"));

    @TempDir
    Path folder;

    private StateFolder state;
    private Secrets secrets;
    private Addresses addresses;

    @BeforeEach
    void aStack() {
        state = new StateFolder(folder);
        state.create();
        secrets = Secrets.loadOrCreate(state, catalog.names(), new SecureRandom());
        Map<String, Integer> ports =
                new HashMap<>(Map.of("postgres", 5432, "redis", 6379, "smtp", 2525, "imap", 2143, "mail-world", 2580));
        int port = 9000;
        for (String name : catalog.names()) {
            ports.put(name, port++);
            ports.put(Addresses.managementPart(name), port++);
        }
        addresses = new Addresses(new Ports(ports));
    }

    @Test
    void aServiceLogsInWithItsOwnRolesAndKnowsNoOtherPassword() {
        Map<String, String> campaign = of("campaign", Map.of());
        assertThat(campaign)
                .containsEntry("DATABASE_USER", "campaigns_app")
                .containsEntry("DATABASE_PASSWORD", secrets.databasePassword("campaigns_app"))
                .containsEntry("DATABASE_OWNER_USER", "campaigns_owner")
                .containsEntry("DATABASE_OWNER_PASSWORD", secrets.databasePassword("campaigns_owner"));
        assertThat(campaign.values())
                .noneMatch(value -> value.contains(secrets.databasePassword(Secrets.SUPERUSER)))
                .noneMatch(value -> value.contains(secrets.databasePassword("users_app")))
                .noneMatch(value -> value.contains(secrets.serviceClientSecret("user")));
    }

    @Test
    void onlyTheTokenIssuerLearnsEveryClientSecret() {
        String all = of("user", Map.of()).getOrDefault("SERVICE_CLIENT_SECRETS", "");
        for (String name : catalog.names()) {
            assertThat(all.split(",")).contains(name + "=" + secrets.serviceClientSecret(name));
            if (!name.equals("user")) {
                assertThat(of(name, Map.of())).doesNotContainKey("SERVICE_CLIENT_SECRETS");
            }
        }
    }

    @Test
    void onlyUserServiceLearnsWhoMayRunThePlatform() {
        assertThat(of("user", Map.of("PLATFORM_OPERATORS", "eve@example.com")))
                .containsEntry("PLATFORM_OPERATORS", ServiceEnvironment.OPERATOR);
        assertThat(of("tenant", Map.of())).doesNotContainKey("PLATFORM_OPERATORS");
    }

    @Test
    void servicesWithoutADatabaseAreGivenNone() {
        for (String name : new String[] {"gateway", "worker"}) {
            assertThat(of(name, Map.of()).keySet()).noneMatch(variable -> variable.startsWith("DATABASE_"));
        }
    }

    @Test
    void theUserMayChangePreferencesButNotTheStack() {
        Map<String, String> user = Map.of("EMAIL_RETRY_LADDER", "1m", "DATABASE_URL", "jdbc:postgresql://production/x");
        assertThat(of("email-processor", user))
                .containsEntry("EMAIL_RETRY_LADDER", "1m")
                .containsEntry("DATABASE_URL", "jdbc:postgresql://127.0.0.1:5432/penguinmails");
    }

    @Test
    void nothingListensBeyondThisMachineAndMailHasAFallback() {
        assertThat(of("user", Map.of()))
                .containsEntry("SERVER_ADDRESS", "127.0.0.1")
                .containsEntry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1")
                .containsEntry(
                        "SMTP_FALLBACK_URL",
                        "smtp://platform%40penguinmails.example:" + secrets.platformMailPassword() + "@127.0.0.1:2525");
    }

    private Map<String, String> of(String service, Map<String, String> user) {
        return new ServiceEnvironment(state, addresses, secrets, catalog, Map.of()).of(catalog.named(service), user);
    }
}
