package com.penguinmails.infrastructure.mailserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PinnedSocketFactoryIT {

    private static final int TIMEOUT_MILLIS = 2_000;

    @Test
    void theConnectionGoesToTheCheckedAddressWhateverTheNameSaysByThen() throws IOException {
        InetAddress checked = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, checked);
                Socket socket = new PinnedSocketFactory(checked).createSocket()) {
            socket.connect(new InetSocketAddress("192.0.2.1", server.getLocalPort()), TIMEOUT_MILLIS);
            assertThat(socket.getInetAddress()).isEqualTo(checked);
        }
    }

    @Test
    void thereIsNoWayAroundIt() {
        var factory = new PinnedSocketFactory(InetAddress.getLoopbackAddress());
        assertThatThrownBy(() -> factory.createSocket("192.0.2.1", 25)).isInstanceOf(IOException.class);
    }
}
