package com.penguinmails.acceptance.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One operation as the documents declare it.
 *
 * @param path with variables in braces
 * @param bodies schemas of the request body by media type
 * @param bodyRequired whether it must not be left out
 * @param answers by status, then schemas by media type; an empty map means without a body, a missing node any content
 * @param permission that the caller needs; null for none
 * @param signedIn whether it needs a caller at all
 * @param byKey whether API keys are let in
 * @param recentSignIn whether the caller must have proved lately who they are
 */
public record Operation(
        String method,
        String path,
        List<Parameter> parameters,
        Map<String, JsonNode> bodies,
        boolean bodyRequired,
        Map<String, Map<String, JsonNode>> answers,
        @Nullable String permission,
        boolean signedIn,
        boolean byKey,
        boolean recentSignIn) {

    /** @param in path, query or header */
    public record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /** For example {@code PATCH /api/v1/campaigns/{id}}. */
    public String name() {
        return method + " " + path;
    }

    /** A missing node when it takes no JSON. */
    public JsonNode jsonBody() {
        return bodies.getOrDefault("application/json", MissingNode.getInstance());
    }

    public boolean isMutation() {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    public boolean isOfPlatform() {
        return permission != null && permission.startsWith("platform:");
    }

    public boolean isPublic() {
        return !signedIn;
    }

    @Override
    public String toString() {
        return name();
    }
}
