package com.penguinmails.acceptance.fuzz;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.penguinmails.acceptance.api.Answer;
import com.penguinmails.acceptance.api.ApiDocument;
import com.penguinmails.acceptance.api.Call;
import com.penguinmails.acceptance.api.Json;
import com.penguinmails.acceptance.api.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares an answer with what the document declares of its operation. */
final class Verdicts {

    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private static final List<String> LENGTHS = List.of("minLength", "maxLength");

    /** What only a program's inside would say. */
    private static final List<String> INSIDES =
            List.of("com.penguinmails.", "org.springframework", "org.postgresql", "java.lang.", "\tat ", "SQLState");

    private final ApiDocument api;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    /** @param detail with the answer */
    record Fault(String kind, String detail) {}

    Verdicts(ApiDocument api) {
        this.api = api;
    }

    Optional<Fault> of(Operation operation, Call call, Answer answer) {
        String fault = faultOf(operation, call, answer);
        return fault == null ? Optional.empty() : Optional.of(new Fault(kind(fault), fault + "\n" + answer));
    }

    /** What differs between two cases of one fault comes after a colon. */
    private static String kind(String fault) {
        int colon = fault.indexOf(": ");
        return colon < 0 ? fault : fault.substring(0, colon);
    }

    private @Nullable String faultOf(Operation operation, Call call, Answer answer) {
        if (answer.status() >= SERVER_ERROR) {
            return "answers " + answer.status() + " " + answer.code();
        }
        Map<String, JsonNode> declared = operation.answers().get(Integer.toString(answer.status()));
        if (declared == null) {
            return "answers " + answer.status() + " " + answer.code() + ", which is not declared";
        }
        String shape = shape(declared, answer);
        if (shape != null) {
            return shape;
        }
        if (answer.status() >= CLIENT_ERROR) {
            return problem(call, answer);
        }
        return acceptedAgainstTheDocument(operation, call, answer);
    }

    private @Nullable String shape(Map<String, JsonNode> declared, Answer answer) {
        if (declared.isEmpty()) {
            return answer.body().length == 0
                    ? null
                    : "answers " + answer.status() + " with a body that is not declared";
        }
        JsonNode schema = declared.get(answer.mediaType());
        if (schema == null) {
            return "answers " + answer.status() + " as '" + answer.mediaType() + "', which is not declared";
        }
        if (!answer.mediaType().equals(JSON) && !answer.mediaType().equals(PROBLEM)) {
            return null;
        }
        JsonNode body = answer.json();
        if (body.isMissingNode()) {
            return "answers " + answer.status() + " with a body that is no JSON";
        }
        List<Error> errors = validate(schema, body);
        return errors.isEmpty()
                ? null
                : "answers " + answer.status() + " with a body that its schema does not allow: " + errors;
    }

    private static @Nullable String problem(Call call, Answer answer) {
        if (!answer.mediaType().equals(PROBLEM)) {
            return "refuses with " + answer.status() + " and no problem document";
        }
        String requestId = answer.json().path("requestId").asString("");
        if (answer.code().isEmpty() || requestId.isEmpty()) {
            return "refuses with " + answer.status() + " without code or requestId";
        }
        if (!answer.headers().firstValue("X-Request-Id").orElse("").equals(requestId)) {
            return "names two request ids: " + requestId + " and "
                    + answer.headers().firstValue("X-Request-Id");
        }
        if (answer.json().path("status").asInt() != answer.status()) {
            return "says another status in the body";
        }
        String sent = call.target() + text(call);
        return INSIDES.stream()
                .filter(inside -> answer.text().contains(inside) && !sent.contains(inside))
                .findFirst()
                .map(inside -> "shows its inside: " + inside)
                .orElse(null);
    }

    /** What the document says is wrong must not be taken. */
    private @Nullable String acceptedAgainstTheDocument(Operation operation, Call call, Answer answer) {
        JsonNode schema = operation.jsonBody();
        byte[] body = call.body();
        boolean json = call.headers().stream()
                .anyMatch(header ->
                        header.name().equals("Content-Type") && header.value().equals(JSON));
        // No bytes are no body, of whatever type they are said to be (RFC 9112, 6.3).
        if (body == null || body.length == 0) {
            return operation.bodyRequired()
                    ? "takes a request without the body that the document requires with " + answer.status()
                    : null;
        }
        if (schema.isMissingNode() || !json) {
            return null;
        }
        try {
            List<Error> errors = validate(schema, Json.MAPPER.readTree(body));
            return errors.isEmpty()
                    ? null
                    : "takes a body with " + answer.status() + " that the document refuses ("
                            + errors.stream()
                                    .map(error -> error.getKeyword() + " " + error.getInstanceLocation())
                                    .distinct()
                                    .limit(3)
                                    .collect(Collectors.joining(", "))
                            + "): " + errors;
        } catch (JacksonException unreadable) {
            return "takes a body with " + answer.status() + " that is no JSON: " + unreadable.getOriginalMessage();
        }
    }

    private static String text(Call call) {
        byte[] body = call.body();
        return body == null ? "" : new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    private List<Error> validate(JsonNode schema, JsonNode instance) {
        List<Error> errors = schemas.computeIfAbsent(schema, this::compile)
                .validate(instance, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        // JSON Schema counts characters, Bean Validation UTF-16 units: beyond the basic plane they differ by design.
        boolean beyond = instance.toString().codePoints().anyMatch(Character::isSupplementaryCodePoint);
        return beyond
                ? errors.stream()
                        .filter(error -> !LENGTHS.contains(error.getKeyword()))
                        .toList()
                : errors;
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = Json.object();
        whole.set("components", api.components());
        whole.set("allOf", Json.MAPPER.createArrayNode().add(schema));
        return registry.getSchema(whole);
    }
}
