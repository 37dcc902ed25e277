package com.penguinmails.acceptance.fuzz;

import com.penguinmails.acceptance.api.ApiDocument;
import com.penguinmails.acceptance.api.Call;
import com.penguinmails.acceptance.api.Operation;
import com.penguinmails.acceptance.api.Operation.Parameter;
import com.penguinmails.acceptance.api.Recipe;
import com.penguinmails.acceptance.api.Recipes;
import com.penguinmails.acceptance.api.Resident;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes requests of an operation: good ones, almost good ones, and others. */
final class Requests {

    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String JSON = "application/json";

    private static final List<String> MEDIA_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/json;",
            "application/merge-patch+json",
            "json",
            "*/*",
            "/",
            "application/octet-stream");

    private static final List<String> ACCEPTED = List.of(
            "text/html",
            "application/xml",
            "image/gif",
            "*/*",
            "application/json;q=0",
            "application/problem+json",
            "nonsense",
            "a/b;c",
            "application/*",
            "text/event-stream");

    private static final List<String> HEADERS = List.of(
            "Idempotency-Key",
            "If-None-Match",
            "If-Match",
            "If-Modified-Since",
            "X-Request-Id",
            "traceparent",
            "tracestate",
            "baggage",
            "PM-Tenant",
            "X-Tenant-Id",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Prefix",
            "Forwarded",
            "X-Http-Method-Override",
            "Accept-Language",
            "Accept-Encoding",
            "Accept-Charset",
            "Content-Encoding",
            "Content-Language",
            "Content-Range",
            "Range",
            "Origin",
            "Referer",
            "Cookie",
            "User-Agent",
            "X-Api-Key",
            "Proxy",
            "Via",
            "Prefer",
            "Cache-Control");

    private final Shapes shapes;
    private final KnownIds ids;

    Requests(ApiDocument api, KnownIds ids) {
        this.shapes = new Shapes(api);
        this.ids = ids;
    }

    Call of(Operation operation, Resident resident, Chance chance) {
        Recipe recipe = Recipes.of(operation);
        Call call = recipe.bare(path(operation, recipe.values(resident), chance));
        call = query(operation, call, chance);
        call = body(operation, recipe, resident, call, chance);
        return headers(call, chance);
    }

    private Map<String, String> path(Operation operation, Map<String, String> values, Chance chance) {
        String soFar = operation.path();
        for (Map.Entry<String, String> value : values.entrySet()) {
            String variable = "{" + value.getKey() + "}";
            String before = soFar.substring(0, soFar.indexOf(variable) - 1);
            List<String> known = ids.of(before);
            if (chance.in100(8)) {
                value.setValue(segment(chance));
            } else if (!known.isEmpty() && chance.in100(40)) {
                value.setValue(chance.oneOf(known));
            }
            soFar = soFar.replace(variable, value.getValue());
        }
        return values;
    }

    /** Dots alone would be another path, and an empty one too. */
    private static String segment(Chance chance) {
        String text = Hostile.shortText(chance);
        return text.isEmpty() || text.equals(".") || text.equals("..") ? "~" : text;
    }

    private Call query(Operation operation, Call call, Chance chance) {
        Call asked = call;
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("query") && chance.in100(parameter.required() ? 90 : 25)) {
                asked = asked.query(parameter.name(), value(parameter, chance));
                if (chance.in100(5)) {
                    asked = asked.query(parameter.name(), value(parameter, chance));
                }
            }
        }
        if (chance.in100(4)) {
            asked = asked.query(Hostile.shortText(chance), Hostile.shortText(chance));
        }
        if (chance.in100(3)) {
            asked = asked.rawQuery(chance.oneOf(List.of(
                    "%ff=%fe", "cursor=%C0%80", "limit=%ED%A0%80", "=", "&&", "a", "cursor[]=1", "limit=1;x=2")));
        }
        return asked;
    }

    private String value(Parameter parameter, Chance chance) {
        if (parameter.name().equals("cursor") && chance.in100(50)) {
            return cursor(chance);
        }
        JsonNode value = shapes.of(parameter.schema(), chance);
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() > 1_500 ? text.substring(0, 1_500) : text;
    }

    /** Like ours, of something that is not there. */
    private static String cursor(Chance chance) {
        byte[] content = switch (chance.below(5)) {
            case 0 -> chance.bytes(chance.below(40));
            case 1 ->
                new java.util.UUID(chance.number(), chance.number()).toString().getBytes(StandardCharsets.UTF_8);
            case 2 -> Hostile.shortText(chance).getBytes(StandardCharsets.UTF_8);
            case 3 -> Long.toString(chance.number()).getBytes(StandardCharsets.UTF_8);
            default ->
                ("-createdAt\n" + new java.util.UUID(0, chance.number()) + "\n+999999999-01-01T00:00:00Z")
                        .getBytes(StandardCharsets.UTF_8);
        };
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    private Call body(Operation operation, Recipe recipe, Resident resident, Call call, Chance chance) {
        Optional<JsonNode> good = recipe.json(resident);
        if (recipe.isUpload()) {
            return upload(recipe, resident, call, chance);
        }
        if (good.isEmpty()) {
            return chance.in100(10) ? call.json(Hostile.value(chance)) : call;
        }
        JsonNode schema = operation.jsonBody();
        return switch (chance.below(20)) {
            case 0, 1, 2, 3 -> call.json(good.get());
            case 4, 5, 6 -> json(call, shapes.of(schema, chance), chance);
            case 7 -> onTheWire(call, good.get(), chance);
            case 8 -> chance.in100(50) ? call : json(call, Hostile.value(chance), chance);
            default -> json(call, changed(good.get(), schema, chance), chance);
        };
    }

    private Call upload(Recipe recipe, Resident resident, Call call, Chance chance) {
        Call good = recipe.withBody(call, resident);
        byte[] form = java.util.Objects.requireNonNull(good.body());
        return switch (chance.below(6)) {
            case 0 -> good;
            case 1 ->
                call.body(
                        "multipart/form-data; boundary=pm-boundary",
                        java.util.Arrays.copyOf(form, chance.below(form.length)));
            case 2 -> call.body(chance.oneOf(MEDIA_TYPES), form);
            case 3 -> {
                byte[] spoilt = form.clone();
                for (int i = 0; i < 5; i++) {
                    spoilt[chance.below(spoilt.length)] = (byte) chance.below(256);
                }
                yield call.body("multipart/form-data; boundary=pm-boundary", spoilt);
            }
            default -> recipe.withBody(call, csv(chance));
        };
    }

    private static String csv(Chance chance) {
        var file =
                new StringBuilder(chance.in100(80) ? "Email,First Name,Company" : Hostile.text(chance)).append("\r\n");
        for (int row = chance.below(6); row > 0; row--) {
            file.append(chance.in100(50) ? "reader" + chance.below(1_000) + "@example.com" : Hostile.shortText(chance))
                    .append(',')
                    .append(Hostile.shortText(chance))
                    .append(chance.in100(80) ? "\r\n" : "\n");
        }
        return file.toString();
    }

    private static Call json(Call call, JsonNode content, Chance chance) {
        return chance.in100(30) ? call.body(JSON, ESCAPING.writeValueAsBytes(content)) : call.json(content);
    }

    /** The good body with a few fields spoilt, missing or too many. */
    private JsonNode changed(JsonNode good, JsonNode schema, Chance chance) {
        JsonNode body = good.deepCopy();
        for (int changes = 1 + chance.below(3); changes > 0; changes--) {
            change(body, schema, chance);
        }
        return body;
    }

    private void change(JsonNode node, JsonNode schema, Chance chance) {
        if (node instanceof ArrayNode array) {
            if (!array.isEmpty() && chance.in100(70)) {
                array.set(chance.below(array.size()), Hostile.value(chance));
            } else {
                array.add(Hostile.value(chance));
            }
        } else if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(object.propertyNames());
            shapes.properties(schema).forEach(name -> {
                if (!names.contains(name)) {
                    names.add(name);
                }
            });
            if (names.isEmpty() || chance.in100(10)) {
                object.set(chance.in100(50) ? "tenantId" : Hostile.shortText(chance), Hostile.value(chance));
                return;
            }
            String name = chance.oneOf(names);
            JsonNode inner = object.path(name);
            if ((inner.isObject() || inner.isArray()) && chance.in100(60)) {
                change(inner, shapes.property(schema, name), chance);
            } else if (chance.in100(12)) {
                object.remove(name);
            } else if (chance.in100(40)) {
                object.set(name, shapes.of(shapes.property(schema, name), chance));
            } else if (inner.isString() && chance.in100(60)) {
                object.put(name, Hostile.text(chance));
            } else {
                object.set(name, Hostile.value(chance));
            }
        }
    }

    /** What a JSON tree cannot say. */
    private static Call onTheWire(Call call, JsonNode good, Chance chance) {
        byte[] bytes = good.toString().getBytes(StandardCharsets.UTF_8);
        String text = good.toString();
        return switch (chance.below(14)) {
            case 0 -> call.body(JSON, new byte[0]);
            case 1 -> call.body(JSON, java.util.Arrays.copyOf(bytes, chance.below(bytes.length + 1)));
            case 2 -> call.body(JSON, chance.bytes(1 + chance.below(200)));
            case 3 -> call.body(JSON, with(bytes, chance, (byte) 0xff, (byte) 0xfe));
            case 4 -> call.body(JSON, with(bytes, chance, (byte) 0xc0, (byte) 0x80));
            case 5 -> call.body(JSON, with(bytes, chance, (byte) 0xed, (byte) 0xa0, (byte) 0x80));
            case 6 -> call.body(JSON, ("[".repeat(5_000) + "]".repeat(5_000)).getBytes(StandardCharsets.UTF_8));
            case 7 -> call.body(JSON, (text + text).getBytes(StandardCharsets.UTF_8));
            case 8 -> call.body(JSON, twice(text).getBytes(StandardCharsets.UTF_8));
            case 9 -> call.body(JSON, text.getBytes(StandardCharsets.UTF_16));
            case 10 -> call.body(JSON, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
            case 11 ->
                call.body(
                        JSON,
                        text.replaceAll("\"[^\"]*\":", "$0" + "1".repeat(1_200) + ",\"x\":")
                                .getBytes(StandardCharsets.UTF_8));
            case 12 -> call.body(JSON, (text.replace(':', ' ') + "/* */").getBytes(StandardCharsets.UTF_8));
            default -> call.body(chance.oneOf(MEDIA_TYPES), bytes);
        };
    }

    /** Every field two times. */
    private static String twice(String object) {
        return object.length() < 3 ? object : object.substring(0, object.length() - 1) + "," + object.substring(1);
    }

    private static byte[] with(byte[] bytes, Chance chance, byte... inserted) {
        int at = bytes.length < 3 ? 0 : 2 + chance.below(bytes.length - 2);
        var changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, at);
        changed.writeBytes(inserted);
        changed.write(bytes, at, bytes.length - at);
        return changed.toByteArray();
    }

    private static Call headers(Call call, Chance chance) {
        Call sent = call;
        if (!call.isRead() && chance.in100(30)) {
            sent = sent.header("Idempotency-Key", chance.in100(40) ? "again" : "k" + chance.number());
        }
        if (chance.in100(6)) {
            sent = sent.header("Accept", chance.oneOf(ACCEPTED));
        }
        for (int more = chance.in100(10) ? 1 + chance.below(3) : 0; more > 0; more--) {
            sent = sent.header(chance.oneOf(HEADERS), Hostile.headerText(chance));
        }
        return sent;
    }
}
