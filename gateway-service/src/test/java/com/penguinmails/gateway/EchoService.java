package com.penguinmails.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** A service with WebSockets: one that repeats what it hears, and some that misbehave. */
final class EchoService implements AutoCloseable {

    static final int FLOOD_BYTES = 60_000;

    private final Map<String, HttpHeaders> handshakes = new ConcurrentHashMap<>();
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong flooded = new AtomicLong();
    private final DisposableServer server;

    EchoService() {
        // The gateway's own limit is the one under test.
        var spec = WebsocketServerSpec.builder().maxFramePayloadLength(1 << 24).build();
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws("/ws/v1/analytics/echo", this::echo, spec)
                        .ws("/ws/v1/analytics/closing", (in, out) -> out.sendClose(4999, "enough"), spec)
                        .ws("/ws/v1/analytics/flood", this::flood, spec)
                        .ws("/ws/v1/analytics/large", (in, out) -> large(in, out), spec)
                        .ws("/ws/v1/analytics/deaf", this::deaf, spec)
                        .get(
                                "/ws/v1/analytics/forbidden",
                                (request, response) -> response.status(403).send())
                        .get(
                                "/ws/v1/analytics/missing",
                                (request, response) -> response.status(404).send())
                        .get(
                                "/ws/v1/analytics/broken",
                                (request, response) -> response.status(500).send())
                        .get("/ws/v1/analytics/never", (request, response) -> Mono.never()))
                .bindNow();
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** What the gateway said when it came, by the request's id. */
    HttpHeaders handshake(String requestId) {
        return Objects.requireNonNull(handshakes.get(requestId), "no such request came");
    }

    int open() {
        return open.get();
    }

    boolean isOpen(String requestId) {
        Connection connection = connections.get(requestId);
        return connection != null && connection.channel().isActive();
    }

    /** Messages that went out to somebody who does not read. */
    long flooded() {
        return flooded.get();
    }

    /** As when the process is killed. */
    void cut(String requestId) {
        Objects.requireNonNull(connections.get(requestId)).channel().close();
    }

    private void note(WebsocketInbound in) {
        String id = Objects.requireNonNullElse(in.headers().get("X-Request-Id"), "");
        handshakes.put(id, in.headers());
        in.withConnection(connection -> {
            connections.put(id, connection);
            open.incrementAndGet();
            connection.onDispose(open::decrementAndGet);
        });
    }

    private Mono<Void> echo(WebsocketInbound in, WebsocketOutbound out) {
        note(in);
        return out.sendObject(in.aggregateFrames(1 << 24).receiveFrames().map(WebSocketFrame::retain))
                .then();
    }

    private Mono<Void> flood(WebsocketInbound in, WebsocketOutbound out) {
        note(in);
        return Flux.range(0, 20_000)
                .concatMap(
                        number -> out.sendString(Mono.just("x".repeat(FLOOD_BYTES)))
                                .then()
                                .doOnSuccess(sent -> flooded.incrementAndGet()),
                        1)
                .then(in.receive().then());
    }

    private Mono<Void> large(WebsocketInbound in, WebsocketOutbound out) {
        note(in);
        return out.sendObject(Mono.fromSupplier(() -> new TextWebSocketFrame("x".repeat(100_000))))
                .then(in.receive().then())
                .then();
    }

    /** Never reads, so that it does not even answer a ping. */
    private Mono<Void> deaf(WebsocketInbound in, WebsocketOutbound out) {
        note(in);
        in.withConnection(connection -> connection.channel().config().setAutoRead(false));
        return out.sendObject(Mono.just(new PingWebSocketFrame()))
                .then(Mono.never())
                .then();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
