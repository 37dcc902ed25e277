package com.penguinmails.acceptance.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads the gateway's description of the whole platform. */
public final class ApiDocument {

    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

    private final JsonNode document;
    private final List<Operation> operations;

    ApiDocument(JsonNode document) {
        this.document = document;
        this.operations = read();
    }

    private enum Holder {
        INSTANCE;

        private final ApiDocument api = fetch();

        private static ApiDocument fetch() {
            JsonNode document = Gateway.succeed(Call.of("GET", "/openapi")).json();
            if (document.has("x-missing-services")) {
                throw new IllegalStateException("the document lacks services: " + document.path("x-missing-services"));
            }
            return new ApiDocument(document);
        }
    }

    /** That of the running platform. */
    public static ApiDocument ofPlatform() {
        return Holder.INSTANCE.api;
    }

    public List<Operation> operations() {
        return operations;
    }

    public Operation operation(String name) {
        return operations.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation " + name));
    }

    /** What schemas refer to. */
    public JsonNode components() {
        return document.path("components");
    }

    /** What a reference inside the document stands for; the node itself when it is none. */
    public JsonNode resolve(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = document.at(found.path("$ref").asString().substring(1));
        }
        return found;
    }

    private List<Operation> read() {
        List<Operation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    found.add(operation(method.getKey(), path.getKey(), method.getValue()));
                }
            }
        }
        return List.copyOf(found);
    }

    private Operation operation(String method, String path, JsonNode node) {
        List<Operation.Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : node.path("parameters")) {
            parameters.add(new Operation.Parameter(
                    parameter.path("name").asString(),
                    parameter.path("in").asString(),
                    parameter.path("required").asBoolean(false),
                    parameter.path("schema")));
        }
        Map<String, Map<String, JsonNode>> answers = new LinkedHashMap<>();
        node.path("responses")
                .properties()
                .forEach(response -> answers.put(response.getKey(), content(resolve(response.getValue()))));
        JsonNode security = node.path("security");
        JsonNode permission = node.path("x-permission");
        return new Operation(
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                List.copyOf(parameters),
                content(node.path("requestBody")),
                node.path("requestBody").path("required").asBoolean(false),
                answers,
                permission.isString() ? permission.asString() : null,
                !security.isEmpty(),
                security.valueStream().anyMatch(way -> way.has("apiKey")),
                node.path("x-recent-sign-in").asBoolean(false));
    }

    private static Map<String, JsonNode> content(JsonNode node) {
        Map<String, JsonNode> schemas = new LinkedHashMap<>();
        node.path("content")
                .properties()
                .forEach(type -> schemas.put(
                        type.getKey(),
                        type.getValue().has("schema") ? type.getValue().path("schema") : MissingNode.getInstance()));
        return schemas;
    }
}
