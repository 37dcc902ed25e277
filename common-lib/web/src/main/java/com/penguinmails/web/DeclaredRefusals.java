package com.penguinmails.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/** Writes into the document with which statuses an operation may refuse, and that every refusal is a problem document; and where 304 is possible. */
final class DeclaredRefusals {

    private static final String PROBLEM = "Problem";
    private static final String REFUSED = "Refused";
    private static final String PROBLEM_JSON = "application/problem+json";

    /** Any request can be malformed, lead nowhere, ask for a form of answer that there is none of, or be one too many. */
    private static final List<String> ALWAYS = List.of("400", "404", "406", "429", "503");

    private static final List<String> TO_CALLERS = List.of("401", "403");
    private static final List<String> OF_CHANGES = List.of("409");
    private static final List<String> OF_BODIES = List.of("413", "415");

    private DeclaredRefusals() {}

    static Components components() {
        return new Components()
                .addSchemas(PROBLEM, problem())
                .addResponses(
                        REFUSED,
                        new ApiResponse()
                                .description("Refused, and why (RFC 9457)")
                                .content(new Content()
                                        .addMediaType(
                                                PROBLEM_JSON,
                                                new MediaType()
                                                        .schema(new Schema<>()
                                                                .$ref("#/components/schemas/" + PROBLEM)))));
    }

    static void addTo(Operation operation, HandlerMethod handler) {
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        statuses(operation, handler)
                .forEach(status ->
                        responses.addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + REFUSED)));
        if (reads(handler)) {
            responses.addApiResponse(
                    "304", new ApiResponse().description("The caller has this answer already (If-None-Match)"));
        }
        operation.setResponses(responses);
    }

    private static boolean reads(HandlerMethod handler) {
        return handler.getMethodAnnotation(GetMapping.class) != null;
    }

    private static Set<String> statuses(Operation operation, HandlerMethod handler) {
        Set<String> statuses = new LinkedHashSet<>(ALWAYS);
        boolean changes = !reads(handler);
        if (changes || operation.getSecurity() != null) {
            statuses.addAll(TO_CALLERS);
        }
        if (changes) {
            statuses.addAll(OF_CHANGES);
            statuses.addAll(OF_BODIES);
        }
        return statuses;
    }

    private static Schema<?> problem() {
        Schema<?> items = object().addProperty("message", text())
                .addProperty("field", text())
                .addProperty("code", text())
                .required(List.of("message"));
        return object().addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", new JsonSchema().types(Set.of("integer")))
                .addProperty("detail", text())
                .addProperty("instance", text())
                .addProperty("code", text().description("stable, see docs/errors.md"))
                .addProperty("requestId", text())
                .addProperty(
                        "errors",
                        new JsonSchema().types(Set.of("array")).items(items).description("invalid fields"))
                .addProperty(
                        "missing",
                        new JsonSchema().types(Set.of("array")).items(items).description("unmet conditions"))
                .required(List.of("title", "status", "detail", "code", "requestId"))
                .additionalProperties(false);
    }

    private static Schema<?> object() {
        return new JsonSchema().types(Set.of("object"));
    }

    private static Schema<?> text() {
        return new JsonSchema().types(Set.of("string"));
    }
}
