package com.penguinmails.observability.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sent to ada@example.test. | sent to a***@example.test.",
                "<ada.lovelace+x@mail.example.test> | <a***@mail.example.test>",
                "to=ada@example.test, from=bob@example.test | to=a***@example.test, from=b***@example.test",
                "Key (email)=(ada@example.test) exists | Key (email)=(a***@example.test) exists",
                "\"ada@example.test\" | \"a***@example.test\"",
                "'ada@example.test' | 'a***@example.test'",
                "o'brien@example.test | o***@example.test",
                "\"ada lovelace\"@example.test | \"***@example.test",
                "ada@[192.0.2.1] | a***@[192.0.2.1]",
                "ada@localhost | a***@localhost",
                "ädä@exämple.test | ä***@exämple.test",
                "/u?e=ada%40example.test&x=1 | /u?e=a***%40example.test&x=1",
                "mailto:ada@example.test?subject=x | mailto:a***@example.test?subject=x",
                "a@example.test b@example.test | a***@example.test b***@example.test",
            })
    void addressesKeepOneLetterAndTheDomain(String text, String expected) {
        assertThat(Mask.text(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.Object@1b6d3586",
                "at java.base@25.0.3/java.lang.Thread.run(Thread.java:1474)",
                "@Transactional is missing",
                "100 % of 40@",
                "mail left the queue in 12 ms",
                "GET /api/v1/campaigns?cursor=abc 200",
            })
    void otherTextsStayAsTheyAre(String text) {
        assertThat(Mask.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer CANARY.CANARY-CANARY_CANARY",
                "authorization=[Basic Q0FOQVJZ:CANARY]",
                "Authorization: Digest username=\"x\", response=\"CANARY\"",
                "{\"Authorization\":\"CANARY\"}",
                "Cookie: a=b; refresh=CANARY",
                "token Bearer CANARYCANARY failed",
                "eyJhbGciOiJFUzI1NiJ9.CANARY.CANARY",
                "key pm_live_CANARY was used",
                "sk_test_CANARY",
                "whsec_CANARY",
                "password=CANARY",
                "password=CAN,ARY;CANARY\"CANARY",
                "Login[username=x, password=CANARY]",
                "smtpPassword: 'correct CANARY staple'",
                "{\"password\" : \"with space, \\\"quote\\\" and CANARY\"}",
                "{\\\"password\\\":\\\"CANARY\\\"}",
                "client_secret=CANARY&grant_type=client_credentials",
                "MASTER_KEY=CANARY=",
                "apiKey=CANARY",
                "postgresql://user:CANARY@db.example.test/x",
                "C: AUTH PLAIN CANARYCANARY",
                "-----BEGIN PRIVATE KEY-----\nCANARY\nCANARY\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nCANARY\nCANARY cut off",
            })
    void secretsAreLeftOut(String text) {
        assertThat(Mask.text(text)).doesNotContain("CANARY").contains("***");
    }

    @Test
    void whatFollowsAPrivateKeyIsKept() {
        assertThat(Mask.text("before -----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY----- after"))
                .startsWith("before")
                .endsWith("after")
                .doesNotContain("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "@", "a@", "%40", "\"", "password=\"\\a", "a.", "eyJ", "=", "://a", "token", "Bearer "})
    void noTextCanMakeItRunAwayOrOverflow(String hostile) {
        String text = hostile.repeat(200_000 / hostile.length());
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatCode(() -> Mask.text(text)).doesNotThrowAnyException());
    }
}
