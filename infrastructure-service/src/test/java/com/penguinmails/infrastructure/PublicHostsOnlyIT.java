package com.penguinmails.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.ServiceTest;
import com.penguinmails.testkit.TestDatabase;
import com.penguinmails.testkit.TestPlatform;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The rules of production: mail servers are on the public Internet, on mail ports, and encrypted. */
@ServiceTest
@Import(Neighbours.class)
@ContextConfiguration(initializers = {TestPlatform.class, PublicHostsOnlyIT.AsInProduction.class})
class PublicHostsOnlyIT {

    static final class AsInProduction implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "as in production", Map.of("penguinmails.mail-servers.allow-private-hosts", "false")));
        }
    }

    @Autowired
    private RestTestClient http;

    @Autowired
    private TestDatabase database;

    private MailboxApi api;
    private Map<String, Object> request;

    @BeforeEach
    void aPublicLookingRequest() {
        api = MailboxApi.ofNewTenant(http);
        request = MailboxApi.request("ada@sender.example", "right");
        smtp().putAll(Map.of("port", 587, "security", "starttls", "host", "127.0.0.1"));
        imap().putAll(Map.of("port", 993, "security", "tls", "host", "127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "10.1.2.3",
                "169.254.169.254",
                "::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2130706433",
                "does-not-exist.invalid"
            })
    void aHostThatIsNotPublicIsRefusedLikeOneThatDoesNotExist(String host) throws SQLException {
        smtp().put("host", host);

        Answer answer = api.connect(request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("imap.host", "smtp.host");
        assertThat(answer.at("/errors/0/message")).isEqualTo("does not resolve to a public mail server");
        assertThat(new StoredRows(database).count("mailboxes", api.tenant())).isZero();
    }

    @Test
    void otherPortsAreRefused() {
        smtp().put("port", 6379);
        imap().put("port", 22);
        assertThat(api.connect(request).fields()).containsExactly("imap.port", "smtp.port");
    }

    @Test
    void aLoginInTheClearIsRefused() {
        smtp().put("security", "none");
        imap().put("security", "none");
        assertThat(api.connect(request).fields()).containsExactly("imap.security", "smtp.security");
    }

    private Map<String, Object> smtp() {
        return MailboxApi.part(request, "smtp");
    }

    private Map<String, Object> imap() {
        return MailboxApi.part(request, "imap");
    }
}
