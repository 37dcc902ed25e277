package com.penguinmails.worker.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.contracts.infrastructure.SendingMailboxes.DkimKey;
import com.penguinmails.testkit.MutableClock;
import com.penguinmails.worker.mime.Header;
import com.penguinmails.worker.mime.Message;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimSignerTest {

    @SuppressWarnings("NullAway.Init")
    private static KeyPair pair;

    // The verifier goes by the real time and refuses signatures from the future.
    private final DkimSigner signer = new DkimSigner(new MutableClock(Instant.parse("2024-02-29T12:00:00Z")));

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple\r\n",
                "no end of line",
                "  leading and   inner \t blanks  \r\n\r\n\r\n",
                " \t \r\nblank lines first\r\n \r\n",
                "umlaut =C3=BC\r\n.dot\r\n"
            })
    void anIndependentVerifierAgreesWhateverTheBody(String body) throws Exception {
        List<SignatureRecord> verified = verify(signed(body));
        assertThat(verified).hasSize(1);
        SignatureRecord signature = verified.getFirst();
        assertThat(signature.getDToken().toString()).isEqualTo("sender.example");
        assertThat(signature.getSelector().toString()).isEqualTo("pm1");
        assertThat(signature.getHeaders().stream().map(CharSequence::toString).toList())
                .contains(
                        "from",
                        "to",
                        "subject",
                        "date",
                        "message-id",
                        "mime-version",
                        "content-type",
                        "list-unsubscribe",
                        "list-unsubscribe-post");
    }

    /** RFC 6376 §3.4.4 and §3.4.5; verifiers disagree about an empty body, which no message of ours has. */
    @Test
    void theRelaxedFormsAreThoseOfTheRfc() {
        assertThat(Canonical.header("SUBJect", " \t AbC\r\n\t d  ")).isEqualTo("subject:AbC d");
        assertThat(canonical(" C \r\nD \t E\r\n\r\n\r\n")).isEqualTo(" C\r\nD E\r\n");
        assertThat(canonical("")).isEmpty();
        assertThat(canonical("\r\n \r\n")).isEmpty();
    }

    private static String canonical(String body) {
        return new String(Canonical.body(body.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
    }

    @Test
    void aChangedHeaderOrBodyOrASecondFromBreaksTheSignature() throws Exception {
        String good = signed("body\r\n");
        assertThat(verify(good)).hasSize(1);
        for (String changed : List.of(
                good.replace("Subject: Hello", "Subject: hello"),
                good.replace("body\r\n", "bodY\r\n"),
                good.replace("List-Unsubscribe: <https://t", "List-Unsubscribe: <https://u"),
                "From: evil@example.com\r\n" + good)) {
            assertThat(changed).isNotEqualTo(good);
            assertThatThrownBy(() -> verify(changed)).isInstanceOf(FailException.class);
        }
    }

    @Test
    void foldingOnTheWayDoesNotBreakIt() throws Exception {
        assertThat(verify(signed("body\r\n").replace("Subject: Hello there", "Subject:  Hello\r\n\tthere")))
                .hasSize(1);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        assertThatThrownBy(() -> signer.sign(message("x"), new DkimKey("sender.example", "pm1", "AAAA")))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> signer.sign(message("x"), new DkimKey("sender.example", "pm1", "%")))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private String signed(String body) throws GeneralSecurityException {
        var key = new DkimKey(
                "sender.example",
                "pm1",
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        return new String(signer.sign(message(body), key).bytes(), StandardCharsets.US_ASCII);
    }

    private static Message message(String body) {
        return new Message(
                List.of(
                        new Header("Message-ID", "<1@sender.example>"),
                        new Header("Date", "Sun, 22 Nov 2026 12:00:00 +0000"),
                        new Header("From", "=?UTF-8?Q?J=C3=BCrgen?= <sales@sender.example>"),
                        new Header("To", "ann@example.com"),
                        new Header("Subject", "Hello there\r\n again"),
                        new Header("MIME-Version", "1.0"),
                        new Header("Content-Type", "text/plain;\r\n charset=UTF-8"),
                        new Header("List-Unsubscribe", "<https://t.example/u/abc>"),
                        new Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                        new Header("Feedback-ID", "a:b")),
                body.getBytes(StandardCharsets.US_ASCII));
    }

    private static List<SignatureRecord> verify(String message) throws Exception {
        String record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        PublicKeyRecordRetriever dns = (method, selector, domain) -> List.of(record);
        return new DKIMVerifier(dns).verify(new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
    }
}
