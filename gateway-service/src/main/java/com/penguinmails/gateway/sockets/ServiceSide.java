package com.penguinmails.gateway.sockets;

import com.penguinmails.gateway.edge.Unavailable;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/** Opens the side of a WebSocket that leads to a service. */
@Component
class ServiceSide {

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    /** They belong to one connection, and this is another. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "upgrade", "connection", "origin", "content-length");

    /** Connections that stay open for long are no business of the pool. */
    private final HttpClient http =
            HttpClient.newConnection().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);

    private final SocketProperties limits;

    ServiceSide(SocketProperties limits) {
        this.limits = limits;
    }

    /** The open line; or an error, which says the same as the service would have said to the caller. */
    Mono<Line> open(URI address, HttpHeaders headers) {
        URI socket = UriComponentsBuilder.fromUri(address)
                .scheme("https".equals(address.getScheme()) ? "wss" : "ws")
                .build(true)
                .toUri();
        var spec = WebsocketClientSpec.builder()
                // Somewhat too large is told the caller as such; much too large is nothing a service of ours says.
                .maxFramePayloadLength(4 * limits.maxMessageBytes())
                .build();
        return Mono.<Line>create(sink -> {
                    var connecting = http.headers(sent -> headers.forEach((name, values) -> {
                                if (!isOfTheConnection(name)) {
                                    sent.add(name, values);
                                }
                            }))
                            .websocket(spec)
                            .uri(socket)
                            .handle((in, out) -> {
                                sink.success(new Line(in, out, limits.maxMessageBytes()));
                                // The line itself decides when it is over.
                                var over = Sinks.<Void>empty();
                                in.withConnection(connection -> connection.onDispose(over::tryEmitEmpty));
                                return over.asMono();
                            })
                            .subscribe(
                                    done -> {}, sink::error, () -> sink.error(new IOException("nothing was opened")));
                    sink.onCancel(connecting);
                })
                .timeout(
                        limits.handshakeTimeout(),
                        Mono.error(() -> new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT, "no handshake")))
                .onErrorMap(WebSocketClientHandshakeException.class, ServiceSide::asSaid);
    }

    private static boolean isOfTheConnection(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OF_THE_CONNECTION.contains(lower) || lower.startsWith("sec-websocket-");
    }

    private static Throwable asSaid(WebSocketClientHandshakeException refused) {
        int status =
                refused.response() == null ? 0 : refused.response().status().code();
        if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            return Unavailable.service();
        }
        HttpStatus known = HttpStatus.resolve(status);
        return known != null && known.is4xxClientError()
                ? new ResponseStatusException(known)
                : new IOException("the service does not open a WebSocket: " + refused.getMessage());
    }
}
