package com.penguinmails.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestTokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient;

@ServiceTest
@Import(Neighbours.class)
class MailboxLifeIT {

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    private MailboxApi api;

    @BeforeEach
    void newTenant() {
        api = MailboxApi.ofNewTenant(http);
    }

    @Test
    void theListRunsFromOldToNewInPages() {
        for (int n = 0; n < 5; n++) {
            assertThat(api.connect("page" + n + "@sender.example").status()).isEqualTo(201);
        }
        List<String> seen = new ArrayList<>();
        String path = MailboxApi.MAILBOXES + "?limit=2";
        while (true) {
            Answer page = api.get(path);
            page.json()
                    .get("items")
                    .forEach(item -> seen.add(item.get("address").asString()));
            if (page.json().get("nextCursor").isNull()) {
                break;
            }
            path = MailboxApi.MAILBOXES + "?limit=2&cursor=" + page.at("/nextCursor");
        }
        assertThat(seen)
                .containsExactly(
                        "page0@sender.example",
                        "page1@sender.example",
                        "page2@sender.example",
                        "page3@sender.example",
                        "page4@sender.example");
        assertThat(api.get(MailboxApi.MAILBOXES + "?limit=0").fields()).containsExactly("limit");
        assertThat(api.get(MailboxApi.MAILBOXES + "?cursor=abc").fields()).containsExactly("cursor");
    }

    @Test
    void mailboxesAreSortedAndFiltered() {
        UUID b = api.connect("b@sender.example").id();
        api.connect("a@sender.example");
        api.connect("c@sender.example");
        api.patch(b, Map.of("status", "disabled", "dailyLimit", 7));

        assertThat(addresses("?sort=address"))
                .containsExactly("a@sender.example", "b@sender.example", "c@sender.example");
        assertThat(addresses("?sort=-address"))
                .containsExactly("c@sender.example", "b@sender.example", "a@sender.example");
        assertThat(addresses("?sort=dailyLimit")).startsWith("b@sender.example");
        assertThat(addresses("?sort=-createdAt")).startsWith("c@sender.example");
        assertThat(addresses("?status=disabled")).containsExactly("b@sender.example");
        assertThat(addresses("?status=connected,failing&sort=address"))
                .containsExactly("a@sender.example", "c@sender.example");
        Answer refused = api.get(MailboxApi.MAILBOXES + "?sort=password");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("createdAt, address, dailyLimit");
        assertThat(api.get(MailboxApi.MAILBOXES + "?status=lost").text()).contains("connected, failing, disabled");
    }

    private List<String> addresses(String query) {
        Answer answer = api.get(MailboxApi.MAILBOXES + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var addresses = new ArrayList<String>();
        answer.json()
                .get("items")
                .forEach(item -> addresses.add(item.get("address").asString()));
        return addresses;
    }

    @Test
    void anotherTenantsMailboxLooksLikeNoneAtAll() throws SQLException {
        UUID mine = api.connect("mine@sender.example").id();
        MailboxApi stranger = MailboxApi.ofNewTenant(http);
        UUID random = UUID.randomUUID();

        assertSame(stranger.get(MailboxApi.MAILBOXES + "/" + mine), stranger.get(MailboxApi.MAILBOXES + "/" + random));
        assertSame(stranger.patch(mine, Map.of("dailyLimit", 1)), stranger.patch(random, Map.of("dailyLimit", 1)));
        assertSame(stranger.check(mine), stranger.check(random));
        assertSame(stranger.delete(mine), stranger.delete(random));
        assertThat(stranger.get(MailboxApi.MAILBOXES).json().get("items")).isEmpty();
        assertThat(new StoredRows(database).count("mailboxes", api.tenant())).isEqualTo(1);
    }

    @Test
    void limitsAndNameChangeAndWhatIsLeftOutStays() {
        UUID id = api.connect("change@sender.example").id();

        api.patch(id, Map.of("displayName", "Ada", "dailyLimit", 100_000));
        Answer second = api.patch(id, Map.of("minGapSeconds", 0));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/displayName")).isEqualTo("Ada");
        assertThat(second.json().at("/dailyLimit").asInt()).isEqualTo(100_000);
        assertThat(second.json().at("/minGapSeconds").asInt()).isZero();
        assertThat(api.patch(id, Map.of("displayName", ""))
                        .json()
                        .at("/displayName")
                        .isNull())
                .isTrue();
        assertThat(api.patch(id, Map.of("dailyLimit", 100_001, "status", "paused", "minGapSeconds", -1))
                        .fields())
                .containsExactly("dailyLimit", "minGapSeconds", "status");
        assertThat(api.patch(id, Map.of("smtpPassword", "x")).fields()).containsExactly("smtpPassword");
    }

    @Test
    void aCheckFindsAChangedPasswordAndItsReturn() {
        String address = "checked@sender.example";
        UUID id = api.connect(address).id();

        PostOffice.open(address, "changed");
        Answer failing = api.check(id);
        assertThat(failing.status()).isEqualTo(200);
        assertThat(failing.at("/status")).isEqualTo("failing");
        assertThat(failing.at("/lastCheck/problem")).isEqualTo("smtp-login-refused");
        assertThat(failing.at("/lastCheck/detail")).contains("SMTP:", "IMAP:").doesNotContain("right");

        PostOffice.open(address, "right");
        assertThat(api.check(id).at("/status")).isEqualTo("connected");
        assertThat(api.get(MailboxApi.MAILBOXES + "/" + id)
                        .json()
                        .at("/lastCheck/problem")
                        .isNull())
                .isTrue();
    }

    @Test
    void aDisabledMailboxStaysDisabledUntilAPersonEnablesIt() {
        String address = "switched@sender.example";
        UUID id = api.connect(address).id();

        assertThat(api.patch(id, Map.of("status", "disabled")).at("/status")).isEqualTo("disabled");
        PostOffice.open(address, "changed");
        assertThat(api.check(id).at("/status")).isEqualTo("disabled");
        assertThat(api.patch(id, Map.of("status", "enabled")).at("/status")).isEqualTo("failing");
    }

    @Test
    void aRemovedMailboxIsGoneWithItsSecretsAndCanComeBack() throws SQLException {
        String address = "removed@sender.example";
        UUID id = api.connect(address).id();

        assertThat(api.delete(id).status()).isEqualTo(204);
        assertThat(api.delete(id).status()).isEqualTo(404);
        assertThat(api.internal("worker", "/internal/mailboxes/" + id + "/credentials")
                        .status())
                .isEqualTo(404);
        assertThat(new StoredRows(database).count("mailboxes", api.tenant())).isZero();
        assertThat(new StoredRows(database).count("domains", api.tenant())).isEqualTo(1);
        assertThat(api.connect(address).status()).isEqualTo(201);
    }

    @Test
    void whoMayOnlyReadChangesNothing() {
        UUID id = api.connect("readonly@sender.example").id();
        String reader = TestTokens.user(UUID.randomUUID(), api.tenant(), "mailbox:read");
        String one = MailboxApi.MAILBOXES + "/" + id;

        assertThat(api.call(HttpMethod.GET, one, reader, "", Map.of()).status()).isEqualTo(200);
        assertThat(api.call(HttpMethod.PATCH, one, reader, Map.of("dailyLimit", 1), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api.call(HttpMethod.POST, one + "/check", reader, "", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api.call(HttpMethod.DELETE, one, reader, "", Map.of()).status())
                .isEqualTo(403);
        String nobody = TestTokens.user(UUID.randomUUID(), api.tenant());
        assertThat(api.call(HttpMethod.GET, one, nobody, "", Map.of()).status()).isEqualTo(403);
        assertThat(api.call(HttpMethod.GET, "/api/v1/domains", nobody, "", Map.of())
                        .status())
                .isEqualTo(403);
    }

    private static void assertSame(Answer theirs, Answer none) {
        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.withoutRequest()).isEqualTo(none.withoutRequest());
    }
}
