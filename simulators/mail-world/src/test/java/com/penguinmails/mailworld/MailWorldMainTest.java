package com.penguinmails.mailworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailWorldMainTest {
    @Test
    void nothingSetMeansLoopbackFixedPortsAndNoStateOnDisk() {
        MailWorldConfig config = MailWorldMain.fromEnvironment(Map.of("MAIL_WORLD_STATE_DIR", " "));

        assertThat(config.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(config.smtpPort()).isEqualTo(2525);
        assertThat(config.imapPort()).isEqualTo(2143);
        assertThat(config.httpPort()).isEqualTo(2580);
        assertThat(config.requireAuth()).isTrue();
        assertThat(config.onDemandPassword()).isEmpty();
        assertThat(config.stateDir()).isEmpty();
        assertThat(config.knobs().platformBaseUrls()).isEmpty();
    }

    @Test
    void everyVariableIsRead() {
        MailWorldConfig config = MailWorldMain.fromEnvironment(Map.of(
                "MAIL_WORLD_BIND", "0.0.0.0",
                "MAIL_WORLD_SMTP_PORT", "25",
                "MAIL_WORLD_REQUIRE_AUTH", "false",
                "MAIL_WORLD_PLATFORM_URLS", "http://localhost:8080, https://t.acme.example",
                "MAIL_WORLD_ON_DEMAND_PASSWORD", "sesame",
                "MAIL_WORLD_REACTION_DELAY", "PT5S",
                "MAIL_WORLD_GREYLIST_DELAY", "PT1M",
                "MAIL_WORLD_STATE_DIR", "/tmp/world"));

        assertThat(config.bindAddress()).isEqualTo("0.0.0.0");
        assertThat(config.smtpPort()).isEqualTo(25);
        assertThat(config.requireAuth()).isFalse();
        assertThat(config.knobs().platformBaseUrls())
                .containsExactly(URI.create("http://localhost:8080"), URI.create("https://t.acme.example"));
        assertThat(config.onDemandPassword()).contains("sesame");
        assertThat(config.knobs().reactionDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.knobs().greylistDelay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.stateDir()).contains(Path.of("/tmp/world"));
    }

    @Test
    void aBadValueIsNamed() {
        assertThatThrownBy(() -> MailWorldMain.fromEnvironment(Map.of("MAIL_WORLD_SMTP_PORT", "smtp")))
                .hasMessageContaining("MAIL_WORLD_SMTP_PORT");
        assertThatThrownBy(() -> MailWorldMain.fromEnvironment(Map.of("MAIL_WORLD_REQUIRE_AUTH", "yes")))
                .hasMessageContaining("MAIL_WORLD_REQUIRE_AUTH");
    }
}
