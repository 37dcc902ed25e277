package com.penguinmails.user.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a tenant's words cannot make us go, and what the other side cannot make us take. */
class GuardedHttpIT {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpServer server = unstarted();
    private final AtomicInteger requests = new AtomicInteger();
    private String here = "";

    @BeforeEach
    void aServerOnThisMachine() {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, 200, "hello"));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", here + "/");
            answer(exchange, 302, "");
        });
        server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(GuardedHttp.MOST_BYTES + 1)));
        server.createContext("/fits", exchange -> answer(exchange, 200, "x".repeat(GuardedHttp.MOST_BYTES)));
        server.start();
        here = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        requests.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Test
    void anAnswerIsAnAnswer() throws Exception {
        try (var http = local()) {
            assertThat(http.get(here + "/")).isEqualTo(new GuardedHttp.Answer(200, "hello"));
            assertThat(http.post(here + "/", Map.of("a", "b"), "Basic x").status())
                    .isEqualTo(200);
            assertThat(http.get(here + "/fits").body()).hasSize(GuardedHttp.MOST_BYTES);
        }
    }

    @Test
    void thisMachineIsOutOfReachUnlessAllowed() {
        try (var http = new GuardedHttp(SystemDefaultDnsResolver.INSTANCE, false, LIMIT)) {
            assertThatThrownBy(() -> http.get(here + "/")).isInstanceOf(GuardedHttp.NoAnswer.class);
        }
        assertThat(requests).hasValue(0);
    }

    /** As names and as literals; the guard looks at what a name leads to, whatever it looks like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "10.0.0.5",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:7f00:1::"
            })
    void aNameThatLeadsInsideLeadsNowhere(String inside) throws Exception {
        InetAddress address = InetAddress.getByName(inside);
        DnsResolver names = resolver(host -> new InetAddress[] {InetAddress.getByName("8.8.8.8"), address});
        var guarded = new PublicNames(names, false);

        assertThatThrownBy(() -> guarded.resolve("idp.attacker.example")).isInstanceOf(UnknownHostException.class);
        try (var http = new GuardedHttp(names, false, LIMIT)) {
            assertThatThrownBy(() -> http.get("https://idp.attacker.example/"))
                    .isInstanceOf(GuardedHttp.NoAnswer.class)
                    .hasRootCauseInstanceOf(UnknownHostException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data/",
                "https://[::ffff:169.254.169.254]/",
                "https://2852039166/",
                "https://0xa9.0xfe.0xa9.0xfe/",
                "https://127.1/",
                "https://localhost/",
                "https://[::1]/"
            })
    void neitherDoesALiteral(String address) {
        try (var http = new GuardedHttp(SystemDefaultDnsResolver.INSTANCE, false, LIMIT)) {
            assertThatThrownBy(() -> http.get(address)).isInstanceOf(GuardedHttp.NoAnswer.class);
        }
    }

    /** What was checked is what is called: a second look-up could say something else. */
    @Test
    void aNameIsLookedUpOnce() throws Exception {
        var lookUps = new AtomicInteger();
        DnsResolver names = resolver(host -> new InetAddress[] {
            lookUps.getAndIncrement() == 0 ? InetAddress.getLoopbackAddress() : InetAddress.getByName("10.0.0.1")
        });
        try (var http = new GuardedHttp(names, true, LIMIT)) {
            assertThat(http.get("http://localhost:" + server.getAddress().getPort() + "/")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void nobodySendsUsOn() throws Exception {
        try (var http = local()) {
            assertThat(http.get(here + "/moved").status()).isEqualTo(302);
        }
        assertThat(requests).hasValue(1);
    }

    @Test
    void whatIsTooLargeIsNotTaken() {
        try (var http = local()) {
            assertThatThrownBy(() -> http.get(here + "/large"))
                    .isInstanceOf(GuardedHttp.NoAnswer.class)
                    .hasRootCauseMessage("the answer is larger than " + GuardedHttp.MOST_BYTES + " bytes");
        }
    }

    /** A byte now and then keeps a socket alive, but not the call. */
    @Test
    void whoDribblesIsLeft() throws Exception {
        var left = new CountDownLatch(1);
        server.createContext("/dribble", exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write('x');
                    out.flush();
                }
            } catch (IOException gone) {
                left.countDown();
            }
        });
        // The last byte never comes, so only the limit on the whole can end it.
        server.createContext("/silence", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await(left);
        });
        try (var http = new GuardedHttp(SystemDefaultDnsResolver.INSTANCE, true, Duration.ofMillis(500))) {
            assertThatThrownBy(() -> http.get(here + "/silence"))
                    .isInstanceOf(GuardedHttp.NoAnswer.class)
                    .hasMessage("the answer took too long");
            assertThatThrownBy(() -> http.get(here + "/dribble")).isInstanceOf(GuardedHttp.NoAnswer.class);
        }
        assertThat(left.await(30, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            var _ = latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private GuardedHttp local() {
        return new GuardedHttp(SystemDefaultDnsResolver.INSTANCE, true, LIMIT);
    }

    private interface LookUp {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private static DnsResolver resolver(LookUp lookUp) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return lookUp.of(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
