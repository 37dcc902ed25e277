package com.penguinmails.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.tenancy.CatalogCheck;
import com.penguinmails.tenancy.TenantScope;
import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
@Import(Neighbours.class)
class SendingMailboxesIT {

    private static final String MAILBOXES = "/internal/mailboxes";

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    @Autowired
    private CatalogCheck catalog;

    @Autowired
    private PlatformTransactionManager transactions;

    private MailboxApi api;
    private UUID mailbox;
    private String credentials;

    @BeforeEach
    void newTenantWithMailbox() {
        api = MailboxApi.ofNewTenant(http);
        mailbox = api.connect("sender@sender.example").id();
        credentials = MAILBOXES + "/" + mailbox + "/credentials";
    }

    @Test
    void plannersSeeTheMailboxesOfTheTenantInScope() {
        api.patch(mailbox, Map.of("dailyLimit", 40, "minGapSeconds", 90, "displayName", "Ada"));

        Answer answer = api.internal("campaign", MAILBOXES);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasSize(1);
        assertThat(answer.at("/0/id")).isEqualTo(mailbox.toString());
        assertThat(answer.at("/0/domain")).isEqualTo("sender.example");
        assertThat(answer.at("/0/displayName")).isEqualTo("Ada");
        assertThat(answer.at("/0/status")).isEqualTo("connected");
        assertThat(answer.json().at("/0/dailyLimit").asInt()).isEqualTo(40);
        assertThat(answer.json().at("/0/minGapMillis").asInt()).isEqualTo(90_000);
        assertThat(answer.text()).doesNotContain("password");
        assertThat(MailboxApi.ofNewTenant(http).internal("campaign", MAILBOXES).json())
                .isEmpty();
    }

    @Test
    void theWorkerGetsWhatItNeedsToLogIn() {
        Answer answer = api.internal("worker", credentials);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/host")).isEqualTo("127.0.0.1");
        assertThat(answer.json().at("/port").asInt()).isEqualTo(PostOffice.smtpPort());
        assertThat(answer.at("/security")).isEqualTo("none");
        assertThat(answer.at("/username")).isEqualTo("sender@sender.example");
        assertThat(answer.at("/password")).isEqualTo("right");
        assertThat(answer.json().at("/maxConnections").asInt()).isPositive();
    }

    @Test
    void nobodyElseGetsCredentials() {
        for (String caller : List.of("campaign", "gateway", "email-processor", "infrastructure")) {
            assertThat(api.internal(caller, credentials).status()).as(caller).isEqualTo(403);
        }
        String person = TestTokens.user(UUID.randomUUID(), api.tenant(), MailboxApi.MANAGER);
        Map<String, String> tenant = Map.of("PM-Tenant", api.tenant().toString());
        assertThat(api.call(HttpMethod.GET, credentials, person, "", tenant).status())
                .isEqualTo(403);
        assertThat(api.call(HttpMethod.GET, credentials, "", "", tenant).status())
                .isEqualTo(401);
        String forAnother = TestTokens.service("worker", "campaign");
        assertThat(api.call(HttpMethod.GET, credentials, forAnother, "", tenant).status())
                .isIn(401, 403);
    }

    @Test
    void aTenantMustBeInScopeAndMustBeTheRightOne() {
        String worker = TestTokens.service("worker", "infrastructure");
        assertThat(api.call(HttpMethod.GET, MAILBOXES, worker, "", Map.of()).status())
                .isEqualTo(400);
        Answer theirs = MailboxApi.ofNewTenant(http).internal("worker", credentials);
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.code()).isEqualTo("not-found");
    }

    @Test
    void everyTableIsCoveredAndTheApplicationRoleSeesOneTenantOnly() throws SQLException {
        var findings = TenantScope.platform(
                "reads the catalog", () -> new TransactionTemplate(transactions).execute(status -> catalog.findings()));
        assertThat(findings).isEmpty();
        for (String table : List.of("mailboxes", "domains", "idempotency_keys")) {
            assertThat(visible(table, UUID.randomUUID().toString())).as(table).isZero();
            assertThat(visible(table, "")).as(table).isZero();
        }
        assertThat(visible("mailboxes", api.tenant().toString())).isEqualTo(1);
    }

    private long visible(String table, String tenant) throws SQLException {
        try (var connection = database.connectingAs("infrastructure_app").getConnection()) {
            connection.setAutoCommit(false);
            try (var scope = connection.prepareStatement("select set_config('app.tenant_id', ?, true)");
                    var count = connection.prepareStatement("select count(*) from infrastructure." + table)) {
                scope.setString(1, tenant);
                scope.execute();
                var rows = count.executeQuery();
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
