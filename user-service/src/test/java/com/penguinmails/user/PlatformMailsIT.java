package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mails that another service has sent through this one. */
class PlatformMailsIT extends UserServiceFixture {

    private static final String PATH = "/internal/platform-mails";

    @Test
    void aServiceHasAMailSentAndARepeatedCallSendsNone() {
        String to = newAddress();
        Map<String, Object> mail = mail(to);

        assertThat(post(PATH, mail, serviceToken("tenant", "user")).status()).isEqualTo(200);
        assertThat(post(PATH, mail, serviceToken("tenant", "user")).status()).isEqualTo(200);

        assertThat(mail().to(to))
                .singleElement()
                .satisfies(sent -> assertThat(sent.content())
                        .contains("Subject: You are invited")
                        .contains("the whole text"));
    }

    @Test
    void aMailThatNobodyTakesIsRefusedForGoodAndAnOutageIsNot() {
        String to = newAddress();
        Map<String, Object> mail = mail(to);

        mail().refuse(to::equals, 452);
        assertThat(post(PATH, mail, serviceToken("tenant", "user"))).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("mail-unavailable");
        });
        mail().refuse(to::equals, 550);
        assertThat(post(PATH, mail, serviceToken("tenant", "user"))).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("mail-refused");
        });
        mail().refuse(recipient -> false, 550);
        assertThat(post(PATH, mail, serviceToken("tenant", "user")).status()).isEqualTo(200);
        assertThat(mail().to(to)).hasSize(1);
    }

    @Test
    void onlyServicesMayAndNoHeaderIsSmuggledIn() {
        String to = newAddress();
        assertThat(post(PATH, mail(to), null).status()).isEqualTo(401);
        assertThat(post(PATH, mail(to), tokenOf(verifiedPerson())).status()).isEqualTo(403);
        Map<String, Object> smuggled = mail(to);
        smuggled.put("subject", "You are invited\r\nBcc: all@example.com");
        assertThat(post(PATH, smuggled, serviceToken("tenant", "user")).status())
                .isEqualTo(400);
        Map<String, Object> nobody = mail("not an address");
        assertThat(post(PATH, nobody, serviceToken("tenant", "user")).code()).isEqualTo("mail-refused");
        assertThat(mail().to(to)).isEmpty();
    }

    private static Map<String, Object> mail(String to) {
        return new HashMap<>(Map.of(
                "id",
                UUID.randomUUID().toString(),
                "to",
                to,
                "template",
                "invitation",
                "variables",
                Map.of("link", "https://example.com/i"),
                "subject",
                "You are invited",
                "text",
                "the whole text"));
    }
}
