package com.penguinmails.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.penguinmails.testkit.TestTokens;
import com.penguinmails.tokens.EndedSessions;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** WebSockets through the gateway to a service that really has some, with limits that a test can live to see. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {FakePlatform.class, SocketsIT.WithSockets.class})
class SocketsIT {

    private static final EchoService SERVICE = new EchoService();
    private static final String ECHO = "/ws/v1/analytics/echo";
    private static final int PER_PERSON = 3;
    private static final int PER_TENANT = 5;

    private final ReactiveStringRedisTemplate redis;
    private final Door door;
    private final int port;

    @Autowired
    SocketsIT(Environment environment, ReactiveStringRedisTemplate redis) {
        this.redis = redis;
        this.door = new Door(environment);
        this.port = environment.getRequiredProperty("local.server.port", Integer.class);
    }

    /** After the platform of fakes, of which it replaces one. */
    static final class WithSockets implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Map<String, Object> analytics = Map.of("penguinmails.security.services.analytics", SERVICE.url());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("sockets", analytics));
        }
    }

    @DynamicPropertySource
    static void quickly(DynamicPropertyRegistry properties) {
        properties.add("GATEWAY_SOCKETS_PER_PERSON", () -> PER_PERSON);
        properties.add("GATEWAY_SOCKETS_PER_TENANT", () -> PER_TENANT);
        properties.add("GATEWAY_SOCKET_SILENCE", () -> "3s");
        properties.add("GATEWAY_SOCKET_PING_EVERY", () -> "500ms");
        properties.add("penguinmails.gateway.sockets.watch-every", () -> "100ms");
        properties.add("penguinmails.gateway.sockets.handshake-timeout", () -> "1s");
    }

    @AfterAll
    static void stopService() {
        SERVICE.close();
    }

    @Test
    void messagesGoBothWaysAndTheServiceKnowsWhoItIs() throws Exception {
        String token = Door.token();
        var page = Page.open(port, ECHO, token);

        page.say("hello");
        page.socket().sendBinary(ByteBuffer.wrap(new byte[5]), true).join();
        page.say("Łukasz \uD83D\uDC27");

        assertThat(page.hear()).isEqualTo("hello");
        assertThat(page.hear()).isEqualTo("binary 5");
        assertThat(page.hear()).isEqualTo("Łukasz \uD83D\uDC27");
        assertThat(page.socket().getSubprotocol()).isEqualTo("penguinmails.v1");
        var handshake = SERVICE.handshake(page.requestId);
        assertThat(handshake.get("Authorization")).isEqualTo("Bearer " + token);
        assertThat(handshake.get("Sec-WebSocket-Protocol")).isNull();
        assertThat(handshake.get("Origin")).isNotEqualTo("https://app.example.com");
        assertThat(handshake.get("X-Forwarded-Host")).isEqualTo("penguinmails.test");
        page.socket().sendClose(1000, "bye").join();
        assertThat(page.closed().code()).isEqualTo(1000);
    }

    /** Whose first message is on its way as soon as the door is open: one in fifty was lost when the service's thread opened it. */
    @Test
    void messageThatComesAtOnceIsHeard() throws Exception {
        for (int page = 0; page < 150; page++) {
            try (var quick = handshake(ECHO, UUID.randomUUID().toString())) {
                // A text in two frames, each with a mask of zeros (RFC 6455 sections 5.2 and 5.4).
                quick.getOutputStream()
                        .write(new byte[] {1, (byte) 0x81, 0, 0, 0, 0, 'h', (byte) 0x80, (byte) 0x81, 0, 0, 0, 0, 'i'});
                quick.getOutputStream().flush();

                assertThat(quick.getInputStream().readNBytes(4))
                        .as("page %d", page)
                        .containsExactly(0x81, 2, 'h', 'i');
            }
        }
    }

    @Test
    void aMessageInManyFramesArrivesWhole() throws Exception {
        var page = Page.open(port, ECHO, Door.token());

        page.socket().sendText("a".repeat(30_000), false).join();
        page.socket().sendText("b".repeat(30_000), true).join();

        assertThat(page.hear()).hasSize(60_000).startsWith("a").endsWith("b");
    }

    @Test
    void aProgramMaySendTheTokenInAHeader() throws Exception {
        var program = Page.openAsProgram(port, ECHO, "Authorization", "Bearer " + Door.token());

        program.say("hello");

        assertThat(program.hear()).isEqualTo("hello");
        assertThat(program.socket().getSubprotocol()).isEmpty();
    }

    @Test
    void nobodyGetsInWithoutAGoodToken() {
        String expired = TestTokens.sign(TestTokens.userClaims(UUID.randomUUID(), UUID.randomUUID())
                .expirationTime(Date.from(Instant.now().minusSeconds(120)))
                .build());
        String forged = TestTokens.sign(
                TestTokens.userClaims(UUID.randomUUID(), UUID.randomUUID()).build(), TestTokens.strangeKey());

        assertThat(statusOf("https://app.example.com", "penguinmails.v1")).isEqualTo(401);
        assertThat(statusOf("https://app.example.com", "penguinmails.v1", "bearer." + expired))
                .isEqualTo(401);
        assertThat(statusOf("https://app.example.com", "penguinmails.v1", "bearer." + forged))
                .isEqualTo(401);
        assertThat(statusOf(
                        "https://app.example.com",
                        "penguinmails.v1",
                        "bearer." + Door.token(),
                        "bearer." + Door.token()))
                .as("two tokens")
                .isEqualTo(401);
        assertThat(statusOf("https://app.example.com", "bearer." + Door.token()))
                .as("no protocol that could be answered")
                .isEqualTo(400);
        assertThat(door.getSignedIn(ECHO).body()).contains("websocket-only");
        assertThat(door.getSignedIn(ECHO + "?access_token=" + Door.token()).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example.com",
                "https://app.example.com.evil.example",
                "https://app.example.com:8443",
                "null",
                "http://127.0.0.1",
            })
    void pagesOfOtherOriginsAreTurnedAwayWhateverTheyHold(String origin) {
        var before = SERVICE.open();

        assertThat(statusOf(origin, "penguinmails.v1", "bearer." + Door.token()))
                .isEqualTo(403);
        assertThat(SERVICE.open()).isLessThanOrEqualTo(before);
    }

    @Test
    void theOriginOfThePlatformItselfIsListed() {
        assertThat(statusOf(TestTokens.ISSUER, "penguinmails.v1", "bearer." + Door.token()))
                .isEqualTo(101);
    }

    @Test
    void anEndedSignInEndsItsConnectionsAndNoOthers() throws Exception {
        UUID session = UUID.randomUUID();
        UUID user = UUID.randomUUID();
        var lost = Page.open(port, ECHO, tokenOf(user, UUID.randomUUID(), session));
        var other = Page.open(port, ECHO, tokenOf(user, UUID.randomUUID(), UUID.randomUUID()));

        redis.opsForZSet()
                .add(EndedSessions.REDIS_KEY, session.toString(), 4_000_000_000.0)
                .block();

        assertThat(lost.closed()).isEqualTo(new Page.Closed(4401, "session-revoked"));
        other.say("still here");
        assertThat(other.hear()).isEqualTo("still here");
        assertThat(statusOf(
                        "https://app.example.com",
                        "penguinmails.v1",
                        "bearer." + tokenOf(user, UUID.randomUUID(), session)))
                .isEqualTo(401);
    }

    @Test
    void aConnectionDoesNotOutliveItsToken() throws Exception {
        String token = TestTokens.sign(TestTokens.userClaims(UUID.randomUUID(), UUID.randomUUID())
                .expirationTime(Date.from(Instant.now().plusSeconds(3)))
                .build());

        var page = Page.open(port, ECHO, token);

        assertThat(page.closed()).isEqualTo(new Page.Closed(4401, "token-expired"));
        await().atMost(Duration.ofSeconds(10)).until(() -> !isOpenAtService(page));
    }

    @Test
    void apiKeysHaveNoConnections() {
        FakePlatform.service(com.penguinmails.contracts.ServiceName.USER)
                .answer(
                        "/internal/api-key-tokens",
                        request -> new FakeService.Said(
                                200, """
                        {"accessToken":"x","expiresAt":"2100-01-01T00:00:00Z","keyId":"%s","userId":"%s","tenantId":"%s","allowedRanges":[]}
                        """.formatted(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID())));

        assertThat(Page.statusOf(() -> Page.openAsProgram(
                        port, ECHO, "X-Api-Key", "pm_live_" + "a".repeat(12) + "_" + "b".repeat(40))))
                .isEqualTo(403);
    }

    @Test
    void aPersonAndATenantHaveSoManyAndNoMore() throws Exception {
        UUID tenant = UUID.randomUUID();
        UUID first = UUID.randomUUID();
        var pages = new ArrayList<Page>();
        for (int i = 0; i < PER_PERSON; i++) {
            pages.add(Page.open(port, ECHO, tokenOf(first, tenant, UUID.randomUUID())));
        }
        assertThat(statusOf(
                        "https://app.example.com",
                        "penguinmails.v1",
                        "bearer." + tokenOf(first, tenant, UUID.randomUUID())))
                .isEqualTo(429);
        for (int i = pages.size(); i < PER_TENANT; i++) {
            pages.add(Page.open(port, ECHO, tokenOf(UUID.randomUUID(), tenant, UUID.randomUUID())));
        }
        assertThat(statusOf(
                        "https://app.example.com",
                        "penguinmails.v1",
                        "bearer." + tokenOf(UUID.randomUUID(), tenant, UUID.randomUUID())))
                .isEqualTo(429);

        pages.getFirst().socket().sendClose(1000, "").join();
        pages.getFirst().closed();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> statusOf(
                                "https://app.example.com",
                                "penguinmails.v1",
                                "bearer." + tokenOf(first, tenant, UUID.randomUUID()))
                        == 101);
    }

    @Test
    void aRefusedOpeningTakesNoPlace() {
        String token = Door.token();
        for (int i = 0; i < PER_PERSON + 2; i++) {
            assertThat(Page.statusOf(() -> Page.open(port, "/ws/v1/analytics/forbidden", token)))
                    .isEqualTo(403);
        }

        assertThat(statusOf("https://app.example.com", "penguinmails.v1", "bearer." + token))
                .isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource({"forbidden, 403", "missing, 404", "broken, 502", "never, 504", "nothing-of-the-kind, 404"})
    void whatTheServiceRefusesIsRefusedWithAStatus(String path, int status) {
        assertThat(Page.statusOf(() -> Page.open(port, "/ws/v1/analytics/" + path, Door.token())))
                .isEqualTo(status);
    }

    @Test
    void theServicesGoodbyeIsPassedOn() throws Exception {
        var page = Page.open(port, "/ws/v1/analytics/closing", Door.token());

        assertThat(page.closed()).isEqualTo(new Page.Closed(4999, "enough"));
    }

    @Test
    void aServiceThatDiesIsSaid() throws Exception {
        var page = Page.open(port, ECHO, Door.token());

        // The page may hear of it before the service's own handler does.
        await().atMost(Duration.ofSeconds(10)).until(() -> isOpenAtService(page));
        SERVICE.cut(page.requestId);

        assertThat(page.closed()).isEqualTo(new Page.Closed(1013, "service-interrupted"));
    }

    @Test
    void aServiceThatFallsSilentIsLeft() throws Exception {
        var page = Page.open(port, "/ws/v1/analytics/deaf", Door.token());

        assertThat(page.closed()).isEqualTo(new Page.Closed(1013, "service-silent"));
    }

    @Test
    void tooLargeMessagesEndTheConnectionInBothDirections() throws Exception {
        var talker = Page.open(port, ECHO, Door.token());
        talker.socket().sendText("x".repeat(70_000), true).join();
        assertThat(talker.closed().code()).isEqualTo(1009);

        var inParts = Page.open(port, ECHO, Door.token());
        inParts.socket().sendText("x".repeat(40_000), false).join();
        inParts.socket().sendText("x".repeat(40_000), true).join();
        assertThat(inParts.closed().code()).isEqualTo(1009);

        var listener = Page.open(port, "/ws/v1/analytics/large", Door.token());
        assertThat(listener.closed().code()).isEqualTo(1009);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !isOpenAtService(talker) && !isOpenAtService(inParts) && !isOpenAtService(listener));
    }

    @Test
    void aQuietPageStaysConnectedBecauseItAnswersPings() throws Exception {
        var page = Page.open(port, ECHO, Door.token());

        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(8)).until(page::isOpen);

        page.say("still here");
        assertThat(page.hear()).isEqualTo("still here");
    }

    /** As when a laptop is closed: the connection stays, and nobody answers. */
    @Test
    void aHalfOpenConnectionIsClosedOnBothSides() throws Exception {
        String id = UUID.randomUUID().toString();
        try (var half = handshake(ECHO, id)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> isOpenAtService(id));

            InputStream in = half.getInputStream();
            byte[] all = in.readAllBytes();

            assertThat(new String(all, StandardCharsets.ISO_8859_1)).endsWith("silent");
            await().atMost(Duration.ofSeconds(10)).until(() -> !isOpenAtService(id));
        }
    }

    /** Who does not read slows the service down, costs the gateway next to nothing, and is hung up on. */
    @Test
    void aSlowReaderHoldsBackTheServiceAndIsLeft() throws Exception {
        String id = UUID.randomUUID().toString();
        try (var slow = handshake("/ws/v1/analytics/flood", id)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> isOpenAtService(id));

            await().atMost(Duration.ofSeconds(30)).until(() -> !isOpenAtService(id));

            // 20,000 messages would be 1.2 GB; what is in the air is what kernels keep in their buffers.
            assertThat(SERVICE.flooded() * EchoService.FLOOD_BYTES).isLessThan(100L << 20);
            assertThat(slow.isClosed()).isFalse();
        }
        var next = Page.open(port, ECHO, Door.token());
        next.say("others go on");
        assertThat(next.hear()).isEqualTo("others go on");
    }

    @Test
    void frameThatIsNoneEndsTheConnection() throws Exception {
        String id = UUID.randomUUID().toString();
        try (var broken = handshake(ECHO, id)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> isOpenAtService(id));

            // A text frame of a client must be masked (RFC 6455 section 5.1); this one is not.
            broken.getOutputStream().write(new byte[] {(byte) 0x81, 0x02, 'h', 'i'});
            broken.getOutputStream().flush();

            assertThat(broken.getInputStream().readAllBytes()).isNotEmpty();
            await().atMost(Duration.ofSeconds(10)).until(() -> !isOpenAtService(id));
        }
    }

    private boolean isOpenAtService(Page page) {
        return isOpenAtService(page.requestId);
    }

    private boolean isOpenAtService(String requestId) {
        return SERVICE.isOpen(requestId);
    }

    private int statusOf(String origin, String protocol, String... more) {
        return Page.statusOf(
                () -> Page.open(port, ECHO, origin, protocol, more).socket().abort());
    }

    private static String tokenOf(UUID user, UUID tenant, UUID session) {
        return TestTokens.sign(TestTokens.userClaims(user, tenant)
                .claim("sid", session.toString())
                .build());
    }

    /** Opens a WebSocket by hand, for a client that then does nothing. */
    private Socket handshake(String path, String requestId) throws Exception {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(40_000);
        OutputStream out = socket.getOutputStream();
        out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + Base64.getEncoder().encodeToString(new byte[16]) + "\r\nX-Request-Id: " + requestId
                        + "\r\nAuthorization: Bearer " + Door.token() + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            assertThat(next).as("the answer was cut off: %s", head).isNotNegative();
            head.append((char) next);
        }
        assertThat(head.toString())
                .startsWith("HTTP/1.1 101")
                .contains("RateLimit-Limit: 1000", "X-Request-Id: " + requestId);
        return socket;
    }
}
