package com.penguinmails.mailworld.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads parameters and the body of one request. */
final class Request {
    private static final int MAX_BODY = 1 << 20;

    private final HttpExchange exchange;
    private final JsonMapper json;

    Request(HttpExchange exchange, JsonMapper json) {
        this.exchange = exchange;
        this.json = json;
    }

    /** Every value of the parameter; one value may hold several, separated by commas. */
    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && decode(pair.substring(0, equals)).equals(name)) {
                for (String value : decode(pair.substring(equals + 1)).split(",", -1)) {
                    if (!value.isBlank()) {
                        values.add(value.trim());
                    }
                }
            }
        }
        return values;
    }

    @Nullable
    String optional(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.getFirst();
    }

    String required(String name) {
        String value = optional(name);
        if (value == null) {
            throw new ApiProblem(400, "parameter " + name + " is missing");
        }
        return value;
    }

    long number(String name, long otherwise) {
        String value = optional(name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new ApiProblem(400, "parameter " + name + " is not a number");
        }
    }

    <T> T body(Class<T> type) {
        try {
            byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                throw new ApiProblem(413, "the body is larger than 1 MiB");
            }
            T body = json.readValue(bytes, type);
            if (body == null) {
                throw new ApiProblem(400, "the body is null");
            }
            return body;
        } catch (JacksonException e) {
            throw new ApiProblem(400, "not the JSON expected: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(400, "broken percent-encoding in the query");
        }
    }
}
