package com.penguinmails.infrastructure;

import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the service answered. */
record Answer(int status, HttpHeaders headers, String text) {

    JsonNode json() {
        return new JsonMapper().readTree(text);
    }

    String at(String pointer) {
        return json().at(pointer).asString();
    }

    UUID id() {
        return UUID.fromString(at("/id"));
    }

    String code() {
        return at("/code");
    }

    List<String> fields() {
        return StreamSupport.stream(json().get("errors").spliterator(), false)
                .map(error -> error.get("field").asString())
                .sorted()
                .toList();
    }

    /** The problem without what belongs to this one request. */
    JsonNode withoutRequest() {
        return ((ObjectNode) json()).remove(List.of("requestId", "instance"));
    }
}
