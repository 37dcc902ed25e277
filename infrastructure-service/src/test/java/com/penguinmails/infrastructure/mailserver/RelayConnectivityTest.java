package com.penguinmails.infrastructure.mailserver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelayConnectivityTest {

    @Test
    void aRelayThatCannotBeReadStopsTheStart() {
        assertThatThrownBy(() ->
                        new RelayConnectivity(new MailServerSettings(false, Duration.ofSeconds(1), "relay.example")))
                .hasMessageContaining("EMAIL_RELAY");
    }
}
