package com.penguinmails.gateway.edge;

import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/** The thread that reads and writes a caller's connection. What is done there meets that connection in no half-way state. */
public final class CallersLoop {

    private CallersLoop() {}

    /** Where there is no connection of Netty's, whoever calls goes on. */
    public static Scheduler of(ServerWebExchange exchange) {
        return ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()) instanceof Connection connection
                ? Schedulers.fromExecutor(connection.channel().eventLoop())
                : Schedulers.immediate();
    }
}
