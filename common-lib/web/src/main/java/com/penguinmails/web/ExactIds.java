package com.penguinmails.web;

import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads ids in JSON bodies only as RFC 9562 writes them and as the documents say. Jackson alone takes blank text for no id, which would make
 * a choice of nothing out of a mistake, and takes Base64 and blanks around an id.
 */
final class ExactIds {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private ExactIds() {}

    static SimpleModule jsonModule() {
        return new SimpleModule("exact-ids").addDeserializer(UUID.class, new Uuids());
    }

    private static final class Uuids extends StdScalarDeserializer<UUID> {

        Uuids() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (UUID) context.handleUnexpectedToken(getValueType(context), parser);
            }
            String text = parser.getString();
            if (!FORM.matcher(text).matches()) {
                return (UUID) context.handleWeirdStringValue(UUID.class, "…", "must be a UUID");
            }
            return UUID.fromString(text);
        }
    }
}
