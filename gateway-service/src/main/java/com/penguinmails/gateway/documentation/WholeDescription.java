package com.penguinmails.gateway.documentation;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.gateway.routing.PublicPaths;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One description (OpenAPI 3.1) made of those of the services: what the outside can reach, under names that cannot collide. Schemas and
 * operation ids get the service's name in front, so the document is the same whichever services answer.
 */
final class WholeDescription {

    private static final String COMPONENTS = "#/components/";
    private static final Set<String> SHARED_COMPONENTS = Set.of("securitySchemes");
    private static final String OPERATION_ID = "operationId";

    private final ObjectNode whole;
    private final ObjectNode paths;
    private final ObjectNode components;
    private final ArrayNode missing;

    WholeDescription(JsonMapper json) {
        whole = json.createObjectNode();
        whole.put("openapi", "3.1.0");
        whole.putObject("info")
                .put("title", "PenguinMails")
                .put("version", "v1")
                .put(
                        "description",
                        "Everything that can be reached from outside. Errors: application/problem+json with a stable code.");
        whole.putArray("servers").addObject().put("url", "/");
        paths = whole.putObject("paths");
        components = whole.putObject("components");
        missing = json.createArrayNode();
    }

    void add(ServiceName service, JsonNode description) {
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            if (PublicPaths.lead(path.getKey(), service) && path.getValue() instanceof ObjectNode operations) {
                ObjectNode own = operations.deepCopy();
                rename(own, service);
                paths.set(path.getKey(), own);
            }
        }
        for (Map.Entry<String, JsonNode> kind : description.path("components").properties()) {
            ObjectNode merged = components.withObject("/" + kind.getKey());
            for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
                JsonNode own = component.getValue().deepCopy();
                rename(own, service);
                boolean shared = SHARED_COMPONENTS.contains(kind.getKey());
                merged.set(shared ? component.getKey() : named(service, component.getKey()), own);
            }
        }
    }

    /** The document lacks the operations of this service. */
    void miss(ServiceName service) {
        missing.add(service.id());
    }

    boolean isComplete() {
        return missing.isEmpty();
    }

    ObjectNode document() {
        if (!missing.isEmpty()) {
            whole.set("x-missing-services", missing);
        }
        return whole;
    }

    private static String named(ServiceName service, String name) {
        return service.id() + "." + name;
    }

    /** Everywhere below, which is the only way to find references. */
    private static void rename(JsonNode node, ServiceName service) {
        if (node instanceof ObjectNode object) {
            replace(object, "$ref", reference -> renamed(reference, service));
            replace(object, OPERATION_ID, id -> named(service, id));
            if (object.path("discriminator").path("mapping") instanceof ObjectNode mapping) {
                mapping.propertyNames().stream()
                        .toList()
                        .forEach(key -> replace(mapping, key, reference -> renamed(reference, service)));
            }
        }
        node.values().forEach(child -> rename(child, service));
    }

    private static void replace(ObjectNode object, String field, UnaryOperator<String> change) {
        if (object.path(field).isString()) {
            object.put(field, change.apply(object.path(field).stringValue()));
        }
    }

    private static String renamed(String reference, ServiceName service) {
        if (!reference.startsWith(COMPONENTS)) {
            return reference;
        }
        int slash = reference.indexOf('/', COMPONENTS.length());
        String kind = reference.substring(COMPONENTS.length(), Math.max(slash, COMPONENTS.length()));
        String name = reference.substring(slash + 1);
        boolean foreign = slash < 0 || SHARED_COMPONENTS.contains(kind) || name.startsWith(service.id() + ".");
        return foreign ? reference : COMPONENTS + kind + "/" + named(service, name);
    }
}
