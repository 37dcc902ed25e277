package com.penguinmails.acceptance.fuzz;

import com.penguinmails.acceptance.api.ApiDocument;
import com.penguinmails.acceptance.api.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values as a schema describes them, at its boundaries and a little beyond. */
final class Shapes {

    private static final int DEEP_ENOUGH = 6;
    private static final int MOST_ITEMS = 60;
    private static final int LONGEST = 3_000;

    private final ApiDocument api;

    Shapes(ApiDocument api) {
        this.api = api;
    }

    JsonNode of(JsonNode schema, Chance chance) {
        return of(schema, chance, 0);
    }

    Set<String> properties(JsonNode schema) {
        return new TreeSet<>(api.resolve(schema).path("properties").propertyNames());
    }

    JsonNode property(JsonNode schema, String name) {
        return api.resolve(schema).path("properties").path(name);
    }

    private JsonNode of(JsonNode reference, Chance chance, int depth) {
        JsonNode schema = api.resolve(reference);
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.path(choice).isArray() && !schema.path(choice).isEmpty()) {
                return of(chance.oneOf(list(schema.path(choice))), chance, depth + 1);
            }
        }
        if (schema.path("enum").isArray()) {
            return chance.oneOf(list(schema.path("enum")));
        }
        return switch (type(schema, chance)) {
            case "object" -> object(schema, chance, depth);
            case "array" -> array(schema, chance, depth);
            case "integer" -> integer(schema, chance);
            case "number" -> Json.MAPPER.valueToTree(chance.number() / 1000.0);
            case "boolean" -> Json.MAPPER.valueToTree(chance.in100(50));
            case "null" -> Json.MAPPER.nullNode();
            case "string" -> Json.MAPPER.valueToTree(text(schema, chance));
            default -> Hostile.value(chance);
        };
    }

    private static String type(JsonNode schema, Chance chance) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return chance.oneOf(list(type)).asString();
        }
        return type.asString("");
    }

    private JsonNode object(JsonNode schema, Chance chance, int depth) {
        ObjectNode object = Json.object();
        if (depth > DEEP_ENOUGH) {
            return object;
        }
        List<String> required =
                list(schema.path("required")).stream().map(JsonNode::asString).toList();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            int wanted = required.contains(property.getKey()) ? 97 : 60;
            if (chance.in100(wanted)) {
                object.set(property.getKey(), of(property.getValue(), chance, depth + 1));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            for (int i = chance.below(3); i > 0; i--) {
                object.set(Hostile.shortText(chance), of(schema.path("additionalProperties"), chance, depth + 1));
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema, Chance chance, int depth) {
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(4);
        int size = switch (chance.below(8)) {
            case 0 -> Math.max(0, least - 1);
            case 1 -> least;
            case 2 -> Math.min(most, MOST_ITEMS);
            case 3 -> Math.min(most + 1, MOST_ITEMS);
            default -> Math.min(most, least + chance.below(3));
        };
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (int i = 0; i < size; i++) {
            array.add(of(schema.path("items"), chance, depth + 1));
        }
        return array;
    }

    private static JsonNode integer(JsonNode schema, Chance chance) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(1_000);
        long value = switch (chance.below(8)) {
            case 0 -> least - 1;
            case 1 -> least;
            case 2 -> most;
            case 3 -> most + 1;
            default -> least + Math.floorMod(chance.number(), Math.max(1, most - least));
        };
        return Json.MAPPER.valueToTree(value);
    }

    static String text(JsonNode schema, Chance chance) {
        if (chance.in100(15)) {
            return Hostile.text(chance);
        }
        switch (schema.path("format").asString("")) {
            case "uuid" -> {
                return new UUID(chance.number(), chance.number()).toString();
            }
            case "date-time" -> {
                return Instant.ofEpochSecond(chance.below(2_000_000_000)).toString();
            }
            case "date" -> {
                return "20" + (10 + chance.below(30)) + "-0" + (1 + chance.below(9)) + "-1" + chance.below(10);
            }
            default -> {
                // Any text, below.
            }
        }
        String known = known(schema.path("pattern").asString(""), chance);
        if (!known.isEmpty()) {
            return known;
        }
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(40);
        int length = switch (chance.below(8)) {
            case 0 -> Math.max(0, least - 1);
            case 1 -> least;
            case 2 -> most;
            case 3 -> most + 1;
            default -> least + chance.below(Math.max(1, Math.min(most - least, 30)));
        };
        return "v".repeat(Math.min(length, LONGEST));
    }

    /** Patterns that are lists of words, or of digits. */
    private static String known(String pattern, Chance chance) {
        String inner = pattern.replaceAll("^\\^\\(\\?:|\\)\\$$", "");
        if (inner.matches("[A-Za-z0-9/_-]+(\\|[A-Za-z0-9/_-]+)+")) {
            return chance.oneOf(List.of(inner.split("\\|")));
        }
        return inner.equals("\\d{6}") ? Integer.toString(100_000 + chance.below(900_000)) : "";
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }
}
