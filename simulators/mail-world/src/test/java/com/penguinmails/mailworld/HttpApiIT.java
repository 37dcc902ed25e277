package com.penguinmails.mailworld;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.mailworld.behaviour.Outage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpApiIT {
    private static final String ANN = "ann@sender.example";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private MailWorld world;

    @BeforeEach
    void start() {
        world = MailWorld.start(MailWorldConfig.builder().build());
    }

    @AfterEach
    void stop() {
        world.close();
        http.close();
    }

    @Test
    void aMailboxMadeByHttpSendsAndTheBookTellsOfIt() throws Exception {
        assertThat(call("POST", "/mailboxes", "{\"address\":\"Ann@sender.example\",\"password\":\"p\"}")
                        .at("/mailboxes/0")
                        .asString())
                .isEqualTo(ANN);
        try (Dialogue smtp = Dialogue.loggedIn(world, ANN, "p")) {
            for (int i = 0; i < 3; i++) {
                smtp.send(
                        ANN,
                        "maria@example.com",
                        Letter.of(ANN, "maria@example.com", "m" + i).text());
            }
            smtp.send(ANN, "bounce@other.example", "x");
        }

        JsonNode summary = call("GET", "/ledger/summary?senderDomain=sender.example", "");
        assertThat(summary.at("/attempts").asInt()).isEqualTo(4);
        assertThat(summary.at("/accepted").asInt()).isEqualTo(3);
        assertThat(summary.at("/refusedPermanent/550").asInt()).isEqualTo(1);
        assertThat(call("GET", "/ledger/summary?recipientDomain=other.example", "")
                        .at("/accepted")
                        .asInt())
                .isZero();

        JsonNode first = call("GET", "/ledger/messages?limit=2", "");
        assertThat(first.at("/messages").size()).isEqualTo(2);
        assertThat(first.at("/more").asBoolean()).isTrue();
        assertThat(first.at("/messages/0/outcome").asString()).isEqualTo("accepted");
        assertThat(first.at("/messages/0/mail/messageId").asString()).isEqualTo("<m0@sender.example>");
        assertThat(first.at("/messages/0/receivedAt").asString()).matches("\\d{4}-.*Z");
        JsonNode second = call(
                "GET", "/ledger/messages?limit=2&after=" + first.at("/next").asLong(), "");
        assertThat(second.at("/messages/1/outcome").asString()).isEqualTo("refused");
        assertThat(second.at("/messages/1/code").asInt()).isEqualTo(550);
        assertThat(call("GET", "/ledger/messages?after=" + second.at("/next").asLong(), "")
                        .at("/messages")
                        .size())
                .isZero();

        JsonNode latest = call("GET", "/mail/latest?to=maria%40example.com", "");
        assertThat(latest.at("/html").asString()).contains("<p>Hello</p>");
        assertThat(latest.at("/headers").asString()).contains("Message-ID: <m2@sender.example>");

        call("DELETE", "/ledger", "");
        assertThat(call("GET", "/ledger/summary", "").at("/attempts").asInt()).isZero();
        assertThat(raw("GET", "/mail/latest?to=maria@example.com", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void txtRecordsComeAndGo() throws Exception {
        call("PUT", "/dns/txt", "{\"name\":\"S1._domainkey.sender.example.\",\"value\":\"v=DKIM1; p=x\"}");
        assertThat(call("GET", "/dns/txt?name=s1._domainkey.sender.example", "")
                        .at("/value")
                        .asString())
                .isEqualTo("v=DKIM1; p=x");

        call("DELETE", "/dns/txt?name=s1._domainkey.sender.example", "");
        assertThat(raw("GET", "/dns/txt?name=s1._domainkey.sender.example", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void knobsTurnOneByOne() throws Exception {
        JsonNode changed = call(
                "PUT",
                "/behaviour",
                "{\"greylistDelay\":\"PT2S\",\"platformBaseUrls\":[\"http://localhost:8080\"],\"outage\":\"FAIL_EVERYTHING\"}");

        assertThat(changed.at("/greylistDelay").asString()).isEqualTo("PT2S");
        assertThat(changed.at("/slowDelay").asString()).isEqualTo("PT3S");
        assertThat(world.knobs().greylistDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(world.knobs().outage()).isEqualTo(Outage.FAIL_EVERYTHING);
        assertThat(world.knobs().platformBaseUrls()).containsExactly(URI.create("http://localhost:8080"));
        assertThat(call("GET", "/behaviour", "")).isEqualTo(changed);
    }

    @Test
    void health() throws Exception {
        assertThat(call("GET", "/health", "").at("/status").asString()).isEqualTo("UP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/nothing||404",
                "PATCH|/ledger||405",
                "GET|/mail/latest||400",
                "GET|/ledger/messages?limit=0||400",
                "GET|/ledger/messages?after=x||400",
                "POST|/mailboxes|{\"address\":\"a@b.example\"}|400",
                "POST|/mailboxes|{\"address\":\"nobody\",\"password\":\"p\"}|400",
                "POST|/mailboxes|not json|400",
                "POST|/mailboxes|{\"adress\":\"a@b.example\",\"password\":\"p\"}|400",
                "PUT|/behaviour|{\"slowDelay\":\"PT-1S\"}|400",
                "PUT|/behaviour|{\"platformBaseUrls\":[\"ftp://x\"]}|400",
                "PUT|/dns/txt|null|400"
            })
    void badRequestsAreToldSo(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> response = raw(method, path, body == null ? "" : body);

        assertThat(response.statusCode()).isEqualTo(status);
        if (status >= 400) {
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(json.readTree(response.body()).at("/detail").asString()).isNotBlank();
        }
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = raw(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private HttpResponse<String> raw(String method, String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(world.httpUrl() + path))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
