package com.penguinmails.infrastructure.mailserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.penguinmails.observability.health.HealthReport;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelayConnectivityIT {

    @Test
    void aRelayIsUpWhileItGreetsAndDownAfterwards() throws IOException {
        GreenMail relay = new GreenMail(ServerSetup.SMTP.dynamicPort());
        relay.start();
        int port = relay.getSmtp().getPort();
        var connectivity =
                new RelayConnectivity(new MailServerSettings(false, Duration.ofSeconds(1), "127.0.0.1:" + port));

        assertThat(connectivity.check()).isEqualTo(HealthReport.healthy("relay"));
        relay.stop();
        assertThat(connectivity.check()).isEqualTo(HealthReport.unhealthy("the relay cannot be reached"));
    }
}
