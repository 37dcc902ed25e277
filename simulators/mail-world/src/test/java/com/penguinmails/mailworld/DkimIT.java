package com.penguinmails.mailworld;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.mailworld.ledger.DkimResult;
import com.penguinmails.mailworld.ledger.DkimResult.Verdict;
import com.penguinmails.mailworld.ledger.LedgerFilter;
import com.penguinmails.mailworld.ledger.LedgerRow.AcceptedMail;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.apache.james.jdkim.DKIMSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DkimIT {
    private static final String ANN = "ann@sender.example";
    private static final String TEMPLATE =
            "v=1; a=rsa-sha256; c=relaxed/relaxed; d=sender.example; s=s1; h=From:To:Subject:Message-ID%s; b=; bh=;";

    private KeyPair keys;
    private MailWorld world;
    private Dialogue smtp;

    @BeforeEach
    void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        world = MailWorld.start(
                MailWorldConfig.builder().onDemandPassword("secret").build());
        smtp = Dialogue.loggedIn(world, ANN, "secret");
    }

    @AfterEach
    void stop() throws Exception {
        smtp.close();
        world.close();
    }

    @Test
    void aGoodSignaturePassesWithTheKeyInTheZone() throws Exception {
        publish();
        DkimResult result = send(signed(letter().text(), ":List-Unsubscribe:List-Unsubscribe-Post"));

        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.domain()).isEqualTo("sender.example");
        assertThat(result.coversUnsubscribe()).isTrue();
        assertThat(world.ledger().summary(LedgerFilter.everything()).dkimPass()).isEqualTo(1);
        assertThat(world.ledger().summary(LedgerFilter.everything()).unsubscribeHeadersUnsigned())
                .isZero();
    }

    @Test
    void unsubscribeFieldsLeftUnsignedAreNoticed() throws Exception {
        publish();

        assertThat(send(signed(letter().text(), "")).coversUnsubscribe()).isFalse();
        assertThat(world.ledger().summary(LedgerFilter.everything()).unsubscribeHeadersUnsigned())
                .isEqualTo(1);
    }

    @Test
    void aBodyChangedOnTheWayFails() throws Exception {
        publish();
        DkimResult result = send(signed(letter().text(), "").replace("<p>Hello</p>", "<p>Hallo</p>"));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.reason()).isNotBlank();
        assertThat(world.ledger().summary(LedgerFilter.everything()).dkimFail()).isEqualTo(1);
    }

    @Test
    void aSubjectChangedOnTheWayFails() throws Exception {
        publish();

        assertThat(send(signed(letter().text(), "").replace("Subject: Hello", "Subject: Hallo"))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void withoutAKeyItIsAPermanentError() throws Exception {
        DkimResult result = send(signed(letter().text(), ""));

        assertThat(result.verdict()).isEqualTo(Verdict.PERMERROR);
        assertThat(result.domain()).isEqualTo("sender.example");
    }

    @Test
    void withoutASignatureThereIsNothingToSay() throws Exception {
        assertThat(send(letter().text()).verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void aBrokenSignatureIsAPermanentErrorAndTheMailIsTaken() throws Exception {
        assertThat(send("DKIM-Signature: nonsense\r\n" + letter().text()).verdict())
                .isEqualTo(Verdict.PERMERROR);
    }

    private Letter letter() {
        return Letter.of(ANN, "maria@example.com", "1").oneClick("https://platform.example/u/1");
    }

    private void publish() {
        world.publishTxt(
                "s1._domainkey.sender.example",
                "v=DKIM1; k=rsa; p="
                        + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    private String signed(String message, String moreFields) throws Exception {
        DKIMSigner signer = new DKIMSigner(TEMPLATE.formatted(moreFields), keys.getPrivate());
        return signer.sign(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8))) + "\r\n" + message;
    }

    private DkimResult send(String message) throws Exception {
        assertThat(smtp.send(ANN, "maria@example.com", message.substring(0, message.length() - 2)))
                .startsWith("250");
        return ((AcceptedMail)
                        world.ledger().rows(LedgerFilter.everything(), 0, 1).getFirst())
                .dkim();
    }
}
