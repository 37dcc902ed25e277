package com.penguinmails.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A connection that is kept alive goes on being read, whatever was answered at once on it. */
@GatewayTest
class KeepAliveIT {

    private static final int ROUNDS = 400;
    private static final int PATIENCE_MILLIS = 10_000;

    /** Refused or answered by the gateway itself, each in its own place. */
    private static final List<String> ANSWERED_AT_ONCE = List.of(
            request("GET", "/api/v1/templates/%2F", ""),
            request("POST", "/api/v1/campaigns/%2500/cancel", "Content-Length: 0\r\n"),
            request("GET", "/api/v1/templates", "Origin: nowhere\r\n"),
            request("GET", "/docs", ""));

    private static final List<String> NEXT = List.of(
            request("GET", "/api/v1/templates", ""),
            request("DELETE", "/api/v1/users/me/sessions", ""),
            request("POST", "/api/v1/users/me/totp", "Content-Length: 0\r\n"));

    @LocalServerPort
    private int port;

    @Test
    void theNextRequestIsReadAfterAnyAnswer() throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setTcpNoDelay(true);
            // Reading gives up with an exception, which is what a connection that is not read on would end in.
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int round = 0; round < ROUNDS; round++) {
                String both = ANSWERED_AT_ONCE.get(round % ANSWERED_AT_ONCE.size()) + NEXT.get(round % NEXT.size());
                // In one piece on every second round, so that the second has to wait for the first.
                if (round % 2 == 0) {
                    send(socket, both);
                    assertThat(status(answers)).as("round %d", round).isNotEmpty();
                } else {
                    send(socket, both.substring(0, both.indexOf("\r\n\r\n") + 4));
                    assertThat(status(answers)).as("round %d", round).isNotEmpty();
                    send(socket, both.substring(both.indexOf("\r\n\r\n") + 4));
                }
                assertThat(status(answers)).as("round %d", round).isEqualTo("401");
            }
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String status(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        assertThat(line).as("an answer").isNotNull();
        String status = line.split(" ", 3)[1];
        int length = 0;
        for (String header = answers.readLine(); header != null && !header.isEmpty(); header = answers.readLine()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        assertThat(answers.skip(length)).isEqualTo(length);
        return status;
    }

    private static String request(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }
}
