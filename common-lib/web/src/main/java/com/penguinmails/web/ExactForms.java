package com.penguinmails.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads ids and times in JSON bodies only as the documents say: as RFC 9562 and RFC 3339 write them. Jackson alone takes blank text for no id,
 * which would make a choice of nothing out of a mistake, Base64 and blanks around an id, and a number for seconds since 1970.
 */
final class ExactForms {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private ExactForms() {}

    static SimpleModule jsonModule() {
        return new SimpleModule("exact-forms")
                .addDeserializer(UUID.class, new Exact<>(UUID.class, ID, "must be a UUID", UUID::fromString))
                .addDeserializer(
                        Instant.class,
                        new Exact<>(
                                Instant.class,
                                TIME,
                                "must be a time such as 2026-01-31T09:00:00Z",
                                text -> OffsetDateTime.parse(text).toInstant()));
    }

    private static final class Exact<T> extends StdScalarDeserializer<T> {

        private final Class<T> type;
        private final Pattern form;
        private final String rule;
        private final Function<String, T> reading;

        Exact(Class<T> type, Pattern form, String rule, Function<String, T> reading) {
            super(type);
            this.type = type;
            this.form = form;
            this.rule = rule;
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(getValueType(context), parser));
            }
            String text = parser.getString();
            if (form.matcher(text).matches()) {
                try {
                    return reading.apply(text);
                } catch (DateTimeException noSuchDay) {
                    // Refused like any other that is none.
                }
            }
            return type.cast(context.handleWeirdStringValue(type, "…", rule));
        }
    }
}
