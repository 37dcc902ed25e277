package com.penguinmails.infrastructure.mailserver;

import com.penguinmails.observability.health.EmailConnectivity;
import com.penguinmails.observability.health.HealthReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/**
 * Is the platform's own relay there? Mailboxes of tenants are not asked: how they do is theirs to know, and theirs alone.
 *
 * <p>Without a relay there is nothing that could be down.
 */
@Component
class RelayConnectivity implements EmailConnectivity {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int REPLY_CODE_LENGTH = 3;

    private final String relay;

    RelayConnectivity(MailServerSettings settings) {
        this.relay = settings.relay();
        if (!relay.isEmpty() && !relay.matches("[^:\\s]+:\\d{1,5}")) {
            throw new IllegalStateException("penguinmails.mail-servers.relay (EMAIL_RELAY) must be host:port");
        }
    }

    @Override
    public HealthReport check() throws IOException {
        if (relay.isEmpty()) {
            return HealthReport.healthy("none");
        }
        int colon = relay.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(
                    new InetSocketAddress(relay.substring(0, colon), Integer.parseInt(relay.substring(colon + 1))),
                    TIMEOUT_MILLIS);
            String code = new String(socket.getInputStream().readNBytes(REPLY_CODE_LENGTH), StandardCharsets.US_ASCII);
            return code.equals("220")
                    ? HealthReport.healthy("relay")
                    : HealthReport.unhealthy("the relay does not greet");
        } catch (IOException away) {
            return HealthReport.unhealthy("the relay cannot be reached");
        }
    }
}
