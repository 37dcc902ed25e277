package com.penguinmails.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.ServiceTest;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
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
class DomainsIT {

    private static final String DOMAINS = "/api/v1/domains";

    @Autowired
    private RestTestClient http;

    private MailboxApi api;

    @BeforeEach
    void newTenant() {
        api = MailboxApi.ofNewTenant(http);
    }

    @Test
    void theFirstMailboxBringsItsDomainAndTheNextOnesShareIt() {
        UUID domain = UUID.fromString(api.connect("one@shared.example").at("/domainId"));
        assertThat(api.connect("two@shared.example").at("/domainId")).isEqualTo(domain.toString());

        Answer list = api.get(DOMAINS);
        assertThat(list.json().get("items")).hasSize(1);
        assertThat(list.at("/items/0/name")).isEqualTo("shared.example");
        assertThat(list.at("/items/0/dkimSelector")).isEqualTo("pm1");
    }

    @Test
    void theRecordsToPublishAreSpelledOut() {
        String domain = api.connect("one@records.example").at("/domainId");

        Answer answer = api.get(DOMAINS + "/" + domain);

        assertThat(answer.at("/records/0/name")).isEqualTo("pm1._domainkey.records.example");
        assertThat(answer.at("/records/0/type")).isEqualTo("TXT");
        assertThat(answer.at("/records/0/value"))
                .startsWith("v=DKIM1; k=rsa; p=MII")
                .hasSizeGreaterThan(400);
        assertThat(answer.at("/records/1/name")).isEqualTo("records.example");
        assertThat(answer.at("/records/1/value")).isEqualTo("v=spf1 mx ip4:127.0.0.1 ~all");
        assertThat(answer.at("/records/2/name")).isEqualTo("_dmarc.records.example");
        assertThat(answer.at("/records/2/value")).isEqualTo("v=DMARC1; p=none");
        assertThat(answer.text()).doesNotContainIgnoringCase("private");
    }

    @Test
    void theWorkerSignsWithTheKeyThatIsPublished() throws Exception {
        Answer mailbox = api.connect("signed@signed.example");
        Answer domain = api.get(DOMAINS + "/" + mailbox.at("/domainId"));
        Answer credentials = api.internal("worker", "/internal/mailboxes/" + mailbox.id() + "/credentials");
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        Base64.Decoder base64 = Base64.getDecoder();

        var signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(
                rsa.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(credentials.at("/dkim/privateKey")))));
        signer.update(new byte[] {1, 2, 3});
        var published = (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(
                base64.decode(domain.at("/records/0/value").substring("v=DKIM1; k=rsa; p=".length()))));
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(published);
        verifier.update(new byte[] {1, 2, 3});

        assertThat(verifier.verify(signer.sign())).isTrue();
        assertThat(published.getModulus().bitLength()).isEqualTo(2048);
        assertThat(credentials.at("/dkim/selector")).isEqualTo("pm1");
        assertThat(credentials.at("/dkim/domain")).isEqualTo("signed.example");
    }

    @Test
    void anotherTenantsDomainLooksLikeNoneAtAll() {
        String mine = api.connect("mine@mine.example").at("/domainId");
        MailboxApi stranger = MailboxApi.ofNewTenant(http);

        Answer theirs = stranger.get(DOMAINS + "/" + mine);
        Answer none = stranger.get(DOMAINS + "/" + UUID.randomUUID());

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.withoutRequest()).isEqualTo(none.withoutRequest());
        assertThat(stranger.get(DOMAINS).json().get("items")).isEmpty();
        assertThat(stranger.get(DOMAINS + "/no-id").fields()).containsExactly("id");
    }

    @Test
    void withoutARelayMailIsUp() {
        Answer answer = api.call(HttpMethod.GET, "/health/email", "", "", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"status\":\"UP\",\"check\":\"email\",\"detail\":\"none\"}");
        assertThat(api.call(HttpMethod.GET, "/health/db", "", "", Map.of()).status())
                .isEqualTo(200);
    }
}
