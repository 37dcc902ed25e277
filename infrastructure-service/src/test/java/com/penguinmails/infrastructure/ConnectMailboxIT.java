package com.penguinmails.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
@Import(Neighbours.class)
class ConnectMailboxIT {

    private static final String ADDRESS = "ada@sender.example";
    private static final String PASSWORD = "canary-4711-pass";

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    @Autowired
    private Neighbours.Plans plans;

    private MailboxApi api;
    private StoredRows rows;

    @BeforeEach
    void newTenant() {
        api = MailboxApi.ofNewTenant(http);
        rows = new StoredRows(database);
        PostOffice.open(ADDRESS, PASSWORD);
    }

    @Test
    void aMailboxThatLetsUsInIsStoredAndShownWithoutItsPasswords() throws SQLException {
        var request = MailboxApi.request("Ada@Sender.Example", PASSWORD);
        MailboxApi.part(request, "smtp").put("username", ADDRESS);
        MailboxApi.part(request, "imap").put("username", ADDRESS);
        request.put("displayName", "Ada Lovelace");

        Answer answer = api.connect(request);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().getFirst("Location")).isEqualTo("/api/v1/mailboxes/" + answer.id());
        assertThat(answer.at("/address")).isEqualTo(ADDRESS);
        assertThat(answer.at("/displayName")).isEqualTo("Ada Lovelace");
        assertThat(answer.at("/status")).isEqualTo("connected");
        assertThat(answer.json().at("/dailyLimit").asInt()).isEqualTo(50);
        assertThat(answer.json().at("/minGapSeconds").asInt()).isEqualTo(120);
        assertThat(answer.at("/smtp/username")).isEqualTo(ADDRESS);
        assertThat(answer.text() + api.get("/api/v1/mailboxes").text())
                .doesNotContain(PASSWORD)
                .doesNotContain("password");
        assertThat(rows.everything("mailboxes", api.tenant()) + rows.everything("domains", api.tenant()))
                .contains(ADDRESS, "v1.")
                .doesNotContain(PASSWORD)
                .doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @CsvSource({
        "wrong, canary-4711-pass, smtp-login-refused",
        "canary-4711-pass, wrong, imap-login-refused",
        "wrong, wrong, smtp-login-refused",
    })
    void aRefusedLoginIsNamedAndNothingIsStored(String smtp, String imap, String code) throws SQLException {
        var request = MailboxApi.request(ADDRESS, PASSWORD);
        request.put("smtp", MailboxApi.server(PostOffice.smtpPort(), ADDRESS, smtp));
        request.put("imap", MailboxApi.server(PostOffice.imapPort(), ADDRESS, imap));

        Answer answer = api.connect(request);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.at("/detail").contains("SMTP:")).isEqualTo(smtp.equals("wrong"));
        assertThat(answer.at("/detail").contains("IMAP:")).isEqualTo(imap.equals("wrong"));
        assertNothingStored();
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws SQLException {
        var request = MailboxApi.request(ADDRESS, PASSWORD);
        request.put("imap", MailboxApi.server(PostOffice.closedPort(), ADDRESS, PASSWORD));

        Answer answer = api.connect(request);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("imap-unreachable");
        assertThat(answer.at("/detail")).isEqualTo("IMAP: nothing accepts connections on this host and port.");
        assertNothingStored();
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException, SQLException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var request = MailboxApi.request(ADDRESS, PASSWORD);
            request.put("smtp", MailboxApi.server(silent.getLocalPort(), ADDRESS, PASSWORD));

            Answer answer = api.connect(request);

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("smtp-unreachable");
        }
        assertNothingStored();
    }

    @Test
    void encryptionIsNeverGivenUpSilently() throws SQLException {
        for (var attempt : List.of(
                Map.of("port", PostOffice.smtpPort(), "security", "tls"),
                Map.of("port", PostOffice.smtpPort(), "security", "starttls"),
                // This one speaks TLS, but its certificate is signed by nobody we know.
                Map.of("port", PostOffice.smtpsPort(), "security", "tls"))) {
            var request = MailboxApi.request(ADDRESS, PASSWORD);
            var smtp = MailboxApi.server(0, ADDRESS, PASSWORD);
            smtp.putAll(attempt);
            request.put("smtp", smtp);

            Answer answer = api.connect(request);

            assertThat(answer.status()).as("%s", attempt).isEqualTo(409);
            assertThat(answer.code()).as("%s", attempt).isEqualTo("smtp-tls-failed");
        }
        assertNothingStored();
    }

    @Test
    void theSameMailboxTwiceIsRefusedInOneTenantAndNobodysBusinessInAnother() {
        assertThat(api.connect(MailboxApi.request(ADDRESS, PASSWORD)).status()).isEqualTo(201);

        Answer again = api.connect(MailboxApi.request(ADDRESS, PASSWORD));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("mailbox-exists");

        Answer elsewhere = MailboxApi.ofNewTenant(http).connect(MailboxApi.request(ADDRESS, PASSWORD));
        assertThat(elsewhere.status()).isEqualTo(201);
    }

    @Test
    void thePlanLimitsHowMany() {
        plans.allow(api.tenant(), 1);
        assertThat(api.connect("one@sender.example").status()).isEqualTo(201);

        Answer second = api.connect("two@sender.example");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("mailbox-quota-exceeded");
    }

    @Test
    void manyAtOnceStillKeepToThePlanAndMakeOneDomain() throws Exception {
        plans.allow(api.tenant(), 3);
        IntStream.range(0, 6).forEach(n -> PostOffice.open("crowd" + n + "@crowd.example", PASSWORD));
        List<Callable<Answer>> requests = IntStream.range(0, 6)
                .<Callable<Answer>>mapToObj(
                        n -> () -> api.connect(MailboxApi.request("crowd" + n + "@crowd.example", PASSWORD)))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(requests)) {
                assertThat(future.get().status()).isIn(201, 409);
            }
        }
        assertThat(rows.count("mailboxes", api.tenant())).isEqualTo(3);
        assertThat(rows.count("domains", api.tenant())).isEqualTo(1);
    }

    @Test
    void aRepeatedRequestGetsItsFirstAnswerWithoutAskingTheServersAgain() throws SQLException {
        String key = UUID.randomUUID().toString();
        Answer first = api.postOnce(key, MailboxApi.request(ADDRESS, PASSWORD));
        PostOffice.open(ADDRESS, "changed meanwhile");

        Answer second = api.postOnce(key, MailboxApi.request(ADDRESS, PASSWORD));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.headers().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(rows.count("mailboxes", api.tenant())).isEqualTo(1);

        var other = MailboxApi.request(ADDRESS, PASSWORD);
        other.put("dailyLimit", 7);
        assertThat(api.postOnce(key, other).code()).isEqualTo("idempotency-key-reused");
        assertThat(rows.everything("idempotency_keys", api.tenant())).doesNotContain(PASSWORD);
    }

    @Test
    void everyWrongFieldIsNamed() throws SQLException {
        Answer answer = api.connect(Map.of(
                "address",
                "not an address",
                "displayName",
                "Ada\r\nBcc: all@example.com",
                "smtp",
                Map.of("host", "two words", "port", 0, "security", "tls", "username", " ", "password", ""),
                "dailyLimit",
                0,
                "minGapSeconds",
                86_401));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields())
                .containsExactly(
                        "dailyLimit",
                        "displayName",
                        "imap",
                        "minGapSeconds",
                        "smtp.host",
                        "smtp.password",
                        "smtp.port",
                        "smtp.username");
        assertNothingStored();
    }

    @Test
    void anAddressThatCannotBeMailedIsRefused() {
        Answer answer = api.connect(MailboxApi.request("no-domain", PASSWORD));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("address");
    }

    @Test
    void anUnknownFieldOrValueIsRefused() {
        var request = MailboxApi.request(ADDRESS, PASSWORD);
        request.put("pasword", "x");
        assertThat(api.connect(request).fields()).containsExactly("pasword");

        var security = MailboxApi.request(ADDRESS, PASSWORD);
        MailboxApi.part(security, "smtp").put("security", "ssl");
        assertThat(api.connect(security).fields()).containsExactly("smtp.security");
    }

    @Test
    void onlyWhoMayManageMailboxesConnectsThem() throws SQLException {
        var request = MailboxApi.request(ADDRESS, PASSWORD);
        String reader = TestTokens.user(UUID.randomUUID(), api.tenant(), "mailbox:read");
        assertThat(api.call(HttpMethod.POST, MailboxApi.MAILBOXES, reader, request, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api.call(HttpMethod.POST, MailboxApi.MAILBOXES, "", request, Map.of())
                        .status())
                .isEqualTo(401);
        String worker = TestTokens.service("worker", "infrastructure");
        assertThat(api.call(HttpMethod.POST, MailboxApi.MAILBOXES, worker, request, Map.of())
                        .status())
                .isEqualTo(403);
        assertNothingStored();
    }

    private void assertNothingStored() throws SQLException {
        assertThat(rows.count("mailboxes", api.tenant())).isZero();
        assertThat(rows.count("domains", api.tenant())).isZero();
    }
}
