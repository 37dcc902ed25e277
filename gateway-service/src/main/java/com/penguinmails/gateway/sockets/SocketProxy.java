package com.penguinmails.gateway.sockets;

import com.penguinmails.gateway.edge.Caller;
import com.penguinmails.gateway.edge.CallersLoop;
import com.penguinmails.gateway.routing.PublicRoute;
import com.penguinmails.kernel.Refusal;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Opens a WebSocket to the service and, when that has worked, the one to the caller, who otherwise gets an honest status. Behind everything that
 * decides about a request, inside its route's breaker and bulkhead: these count the opening and not the hours after it.
 */
@Component
@Order(SocketProxy.AFTER_THE_ADDRESS_IS_KNOWN)
class SocketProxy implements GlobalFilter {

    static final int AFTER_THE_ADDRESS_IS_KNOWN = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(SocketProxy.class);

    private final ServiceSide services;
    private final OpenSockets open;
    private final SocketProperties limits;
    private final List<HttpHeadersFilter> headersFilters;

    SocketProxy(
            ServiceSide services, OpenSockets open, SocketProperties limits, List<HttpHeadersFilter> headersFilters) {
        this.services = services;
        this.open = open;
        this.limits = limits;
        this.headersFilters = headersFilters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!PublicRoute.of(exchange).opensSocket()) {
            return chain.filter(exchange);
        }
        ServerWebExchangeUtils.setAlreadyRouted(exchange);
        Caller caller = Caller.of(exchange).orElseThrow();
        if (caller.keyId() != null) {
            return Mono.error(new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "sign-in-required",
                    "Connections are for people who signed in, not for API keys."));
        }
        return Mono.defer(() -> {
            Runnable giveBack = open.place(caller);
            URI address = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
            HttpHeaders headers = HttpHeadersFilter.filterRequest(headersFilters, exchange);
            return services.open(address, headers)
                    .flatMap(service -> admit(exchange, caller, service, giveBack))
                    .doOnError(refused -> giveBack.run())
                    .doOnCancel(giveBack);
        });
    }

    private Mono<Void> admit(ServerWebExchange exchange, Caller caller, Line service, Runnable giveBack) {
        exchange.getResponse().setStatusCode(HttpStatus.SWITCHING_PROTOCOLS);
        HttpServerResponse response = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
        var begun = new AtomicBoolean();
        // Writes the headers that the other filters have collected; what follows switches the connection over.
        // Done on the caller's loop: from the service's, which this is, a message that comes at once would be
        // read before anybody listens, and lost.
        return Mono.defer(() -> exchange.getResponse().setComplete())
                .then(Mono.defer(() -> response.sendWebsocket(
                        (in, out) -> {
                            begun.set(true);
                            var page = new Line(in, out, limits.maxMessageBytes());
                            return run(new OpenSocket(caller, page, service, open.now()))
                                    .doFinally(over -> giveBack.run());
                        },
                        spec(exchange))))
                .subscribeOn(CallersLoop.of(exchange))
                .doFinally(opened -> {
                    if (!begun.get()) {
                        service.hangUp();
                        giveBack.run();
                    }
                });
    }

    /** With a protocol of ours that the caller did not ask for, nothing would begin. */
    private WebsocketServerSpec spec(ServerWebExchange exchange) {
        var spec = WebsocketServerSpec.builder().maxFramePayloadLength(limits.maxMessageBytes());
        boolean asked = exchange.getRequest().getHeaders().containsHeader(SocketEntrance.PROTOCOLS);
        return asked ? spec.protocols(SocketEntrance.PROTOCOL).build() : spec.build();
    }

    private Mono<Void> run(OpenSocket socket) {
        open.opened(socket);
        return socket.run()
                .doOnNext(why -> {
                    open.closed(socket, why);
                    LOG.atInfo()
                            .setMessage("socket closed")
                            .addKeyValue("code", why.code())
                            .addKeyValue("reason", why.reason())
                            .addKeyValue("messages", socket.carried())
                            .log();
                })
                .doOnCancel(() -> {
                    socket.endWith(Ending.CLIENT_GONE);
                    open.closed(socket, Ending.CLIENT_GONE);
                })
                .then();
    }
}
