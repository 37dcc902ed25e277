package com.penguinmails.acceptance.api;

import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Small JSON documents of tests. */
public final class Json {

    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Names and values in turn; values are texts, numbers, truth values, nodes or lists of texts. */
    public static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], MAPPER.valueToTree(namesAndValues[i + 1]));
        }
        return object;
    }

    public static ArrayNode texts(List<String> texts) {
        return MAPPER.valueToTree(texts);
    }

    /** What a token says, without asking whether it is true. */
    public static JsonNode claims(String token) {
        return MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
    }
}
