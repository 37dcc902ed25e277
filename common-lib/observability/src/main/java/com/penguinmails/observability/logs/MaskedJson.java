package com.penguinmails.observability.logs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Masks every value of a JSON log line before it is escaped; configuration names this class. */
public final class MaskedJson implements StructuredLoggingJsonMembersCustomizer<Object> {

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(new Masking());
    }

    private static final class Masking implements ValueProcessor<@Nullable Object> {

        @Override
        public @Nullable Object processValue(MemberPath path, @Nullable Object value) {
            return switch (value) {
                case null -> null;
                case Map<?, ?> map -> map;
                case Iterable<?> items -> items;
                case Object other when isTakenApartLater(other) -> other;
                case Object other when path.name() != null && Mask.namesSecret(path.name()) -> Mask.HIDDEN;
                case Number number -> number;
                case Boolean bool -> bool;
                // Also a value object given as a key-value pair: its text is what would be written.
                case Object other -> Mask.text(String.valueOf(other));
            };
        }

        /** The log event, its throwable, arrays: the writer comes back with their parts. */
        private static boolean isTakenApartLater(Object value) {
            String type = value.getClass().getName();
            return value.getClass().isArray()
                    || type.startsWith("ch.qos.logback.")
                    || type.startsWith("org.slf4j.")
                    || type.startsWith("org.springframework.boot.");
        }
    }
}
