package com.penguinmails.gateway.edge;

import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/** The thread that reads and writes a caller's connection. What is done there meets that connection in no half-way state. */
public final class CallersLoop {

    private static final String ATTRIBUTE = CallersLoop.class.getName();

    private CallersLoop() {}

    static Scheduler keptIn(ServerWebExchange exchange) {
        Scheduler loop =
                ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest()) instanceof Connection connection
                        ? Schedulers.fromExecutor(connection.channel().eventLoop())
                        : Schedulers.immediate();
        exchange.getAttributes().put(ATTRIBUTE, loop);
        return loop;
    }

    /** Where no connection is known, as in a test, whoever calls goes on. */
    public static Scheduler of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, Schedulers.immediate());
    }
}
