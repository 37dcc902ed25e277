package com.penguinmails.web;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Schemas of our records say what the compiler knows: a component that is not {@link Nullable} is required, one that is may be null, and
 * there are no others, since unknown fields are refused.
 */
final class RecordSchemas implements ModelConverter {

    private static final String NULL = "null";

    @Override
    @SuppressWarnings({"rawtypes", "NullAway"})
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json31.mapper().constructType(type.getType());
        boolean ours = isOurs(java);
        if (ours && type.getName() == null) {
            type.name(nameOf(java));
        }
        Schema resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (ours && resolved != null) {
            describe(java.getRawClass(), target(resolved, context));
        }
        return resolved;
    }

    private static boolean isOurs(JavaType java) {
        return java.getRawClass().isRecord() && java.getRawClass().getName().startsWith("com.penguinmails.");
    }

    /** With the name of the type around it: many are called View or Request, and two of one name would become one. */
    private static String nameOf(JavaType java) {
        Class<?> raw = java.getRawClass();
        var name = new StringBuilder();
        if (raw.getEnclosingClass() != null) {
            name.append(raw.getEnclosingClass().getSimpleName().replaceAll("(Controller|s?Request)$", ""));
        }
        name.append(raw.getSimpleName());
        java.getBindings().getTypeParameters().forEach(parameter -> name.append(nameOf(parameter)));
        return name.toString();
    }

    @SuppressWarnings("rawtypes")
    private static @Nullable Schema target(Schema resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        return reference == null
                ? resolved
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void describe(Class<?> raw, @Nullable Schema schema) {
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        Map<String, Schema> properties = schema.getProperties();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : raw.getRecordComponents()) {
            Schema property = properties.get(component.getName());
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.put(component.getName(), orNull(property));
            } else {
                required.add(component.getName());
            }
        }
        schema.setRequired(required.isEmpty() ? null : required);
        schema.setAdditionalProperties(false);
    }

    @SuppressWarnings("rawtypes")
    private static Schema orNull(Schema property) {
        if (property.getAnyOf() != null) {
            return property;
        }
        if (property.get$ref() != null || property.getEnum() != null) {
            return new JsonSchema().anyOf(List.of(property, new JsonSchema().types(Set.of(NULL))));
        }
        Set<String> types = new LinkedHashSet<>();
        if (property.getTypes() != null) {
            types.addAll(property.getTypes());
        } else if (property.getType() != null) {
            types.add(property.getType());
        }
        if (!types.isEmpty()) {
            types.add(NULL);
            property.setTypes(types);
        }
        return property;
    }
}
