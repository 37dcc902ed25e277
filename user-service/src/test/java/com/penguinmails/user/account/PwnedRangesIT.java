package com.penguinmails.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PwnedRangesIT {

    /** SHA-1 of {@code P@ssw0rd}, as the documentation of the service has it: 21BD1 2DC183F740EE76F27B78EB39C8AD972A757. */
    private static final String KNOWN = "P@ssw0rd";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private HttpServer service;
    private volatile int status = 200;
    private volatile String count = "52579";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/range/", exchange -> {
            asked.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Add-Padding"));
            byte[] body = ("0018A45C4D1DEF81644B54AB7F969B88D65:10\r\n2DC183F740EE76F27B78EB39C8AD972A757:" + count
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void aKnownPasswordIsFoundAndOnlyFiveDigitsLeave() {
        assertThat(ranges().contains(KNOWN)).isTrue();
        assertThat(ranges().contains("correct horse battery staple")).isFalse();

        assertThat(asked).first().isEqualTo("/range/21BD1 true");
        assertThat(asked).allMatch(line -> line.matches("/range/[0-9A-F]{5} true"));
    }

    @Test
    void paddingIsNoHit() {
        count = "0";

        assertThat(ranges().contains(KNOWN)).isFalse();
    }

    @Test
    void anOutageLetsPasswordsPassAndIsCounted() {
        status = 503;
        assertThat(ranges().contains(KNOWN)).isFalse();
        PwnedRanges gone = ranges();
        service.stop(0);
        assertThat(gone.contains(KNOWN)).isFalse();

        assertThat(metrics.get("penguinmails.passwords.breach.unanswered")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    private PwnedRanges ranges() {
        return new PwnedRanges(
                URI.create("http://localhost:" + service.getAddress().getPort()), metrics);
    }
}
