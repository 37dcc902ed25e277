package com.penguinmails.mailworld.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Finds the handler for a path and method and writes its result as JSON, errors as problem documents (RFC 9457). */
final class Router implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Map<String, Map<String, Function<Request, Object>>> handlers = new TreeMap<>();
    private final JsonMapper json;

    Router(JsonMapper json) {
        this.json = json;
    }

    void on(String method, String path, Function<Request, Object> handler) {
        handlers.computeIfAbsent(path, key -> new TreeMap<>()).put(method, handler);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                answer(exchange, 200, "application/json", find(exchange).apply(new Request(exchange, json)));
            } catch (ApiProblem problem) {
                problem(exchange, problem.status(), String.valueOf(problem.getMessage()));
            } catch (IllegalArgumentException e) {
                problem(exchange, 400, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("{} {} broke", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                problem(exchange, 500, "internal error");
            }
        }
    }

    private Function<Request, Object> find(HttpExchange exchange) {
        Map<String, Function<Request, Object>> methods =
                handlers.get(exchange.getRequestURI().getPath());
        if (methods == null) {
            throw new ApiProblem(404, "no such path");
        }
        Function<Request, Object> handler = methods.get(exchange.getRequestMethod());
        if (handler == null) {
            exchange.getResponseHeaders().set("Allow", String.join(", ", methods.keySet()));
            throw new ApiProblem(405, "this path knows only " + methods.keySet());
        }
        return handler;
    }

    private void problem(HttpExchange exchange, int status, String detail) throws IOException {
        answer(exchange, status, "application/problem+json", Map.of("status", status, "detail", detail));
    }

    private void answer(HttpExchange exchange, int status, String type, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
