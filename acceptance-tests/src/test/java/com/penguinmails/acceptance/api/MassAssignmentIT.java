package com.penguinmails.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Mass assignment (OWASP API3): fields that no caller may set, written into the otherwise valid body of every operation that changes
 * something. A field is refused by name, or, where an operation takes no body of ours, has no effect.
 */
class MassAssignmentIT {

    private static final String HOSTILE_ID = "0badf00d-0bad-7bad-8bad-0badf00d0bad";
    private static final String HOSTILE_TIME = "1999-12-31T23:59:58Z";
    private static final String HOSTILE_TIME_STORED = "1999-12-31";
    private static final String HOSTILE_TEXT = "zz-slipped-in";

    private final List<Operation> operations = ApiDocument.ofPlatform().operations().stream()
            .filter(Operation::isMutation)
            .toList();

    @Test
    void everyMutationHasARecipe() {
        assertThat(Recipes.missing(operations)).isEmpty();
        assertThat(operations).hasSizeGreaterThan(70);
    }

    @TestFactory
    Stream<DynamicContainer> nobodySetsWhatIsNotTheirsToSet() {
        Resident dora = Neighbours.dora();
        return Recipes.inTurn(operations, Comparator.naturalOrder())
                .map(operation -> dynamicContainer(operation.name(), tests(operation, dora)));
    }

    private static List<DynamicTest> tests(Operation operation, Resident dora) {
        Recipe recipe = Recipes.of(operation);
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode body = recipe.json(dora).orElse(null);
        if (body instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : hostile().entrySet()) {
                if (!declares(operation, field.getKey())) {
                    tests.add(Named.test(
                            operation,
                            field.getKey() + " is refused",
                            () -> refusedByName(operation, dora, field, "")));
                }
            }
            object.properties().stream()
                    .filter(inner -> holdsFields(operation, inner.getKey(), inner.getValue()))
                    .forEach(inner -> tests.add(Named.test(
                            operation,
                            inner.getKey() + ".tenantId is refused",
                            () -> refusedByName(
                                    operation,
                                    dora,
                                    Map.entry("tenantId", hostile().get("tenantId")),
                                    inner.getKey()))));
            tests.add(Named.test(
                    operation, "the same body without them is understood", () -> understood(operation, dora)));
        } else {
            tests.add(Named.test(
                    operation, "fields where none are asked for change nothing", () -> withoutEffect(operation, dora)));
        }
        return tests;
    }

    private static Map<String, JsonNode> hostile() {
        Resident bob = Neighbours.bob();
        var fields = new LinkedHashMap<String, JsonNode>();
        for (String id : List.of("tenantId", "tenant_id", "tenant")) {
            fields.put(id, Json.MAPPER.valueToTree(bob.tenantId()));
        }
        for (String id : List.of("id", "userId", "ownerId", "createdBy", "accountId", "sessionId")) {
            fields.put(id, Json.MAPPER.valueToTree(HOSTILE_ID));
        }
        for (String time : List.of("createdAt", "updatedAt", "expiresAt")) {
            fields.put(time, Json.MAPPER.valueToTree(HOSTILE_TIME));
        }
        fields.put("role", Json.MAPPER.valueToTree("owner"));
        fields.put("staffRole", Json.MAPPER.valueToTree("super_admin"));
        fields.put("status", Json.MAPPER.valueToTree(HOSTILE_TEXT));
        fields.put("permissions", Json.texts(List.of("platform:staff:manage", "tenant:delete")));
        fields.put("emailVerified", Json.MAPPER.valueToTree(true));
        fields.put("plan", Json.MAPPER.valueToTree("enterprise"));
        fields.put("version", Json.MAPPER.valueToTree(99));
        fields.put("__proto__", Json.object("isAdmin", true));
        return fields;
    }

    private static boolean declares(Operation operation, String field) {
        JsonNode schema = ApiDocument.ofPlatform().resolve(operation.jsonBody());
        return schema.path("properties").has(field);
    }

    /** Whether an inner object has fields of its own: maps and credentials of authenticators take any. */
    private static boolean holdsFields(Operation operation, String field, JsonNode value) {
        ApiDocument api = ApiDocument.ofPlatform();
        JsonNode schema = api.resolve(operation.jsonBody());
        return value.isObject()
                && api.resolve(schema.path("properties").path(field))
                        .path("additionalProperties")
                        .isBoolean();
    }

    private static void refusedByName(
            Operation operation, Resident dora, Map.Entry<String, JsonNode> field, String inner) {
        Recipe recipe = Recipes.of(operation);
        ObjectNode body = (ObjectNode) recipe.json(dora).orElseThrow();
        ((ObjectNode) (inner.isEmpty() ? body : body.path(inner))).set(field.getKey(), field.getValue());
        Answer answer = Gateway.send(
                asWhoMay(operation, dora, recipe.bare(recipe.values(dora)).json(body)));
        assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .as("%s", answer)
                .contains(inner.isEmpty() ? field.getKey() : inner + "." + field.getKey());
    }

    /** Shows that the refusals above were for the field alone: whatever else is said of it, the body has no unknown field. */
    private static void understood(Operation operation, Resident dora) {
        Recipe recipe = Recipes.of(operation);
        Answer answer = Gateway.send(asWhoMay(operation, dora, recipe.call(dora)));
        if (recipe.mayEndSignIns()) {
            dora.owner().forget();
        }
        if (answer.isSuccess()) {
            recipe.undo()
                    .map(ApiDocument.ofPlatform()::operation)
                    .ifPresent(back -> Gateway.succeed(
                            asWhoMay(back, dora, Recipes.of(back).call(dora))));
        }
        assertThat(answer.status()).as("%s", answer).isLessThan(500).isNotIn(403, 415);
        assertThat(answer.text()).doesNotContain("is not a known field");
    }

    private static void withoutEffect(Operation operation, Resident dora) {
        Recipe recipe = Recipes.of(operation);
        Resident bob = Neighbours.bob();
        Rows.Picture bobsRows = Rows.of(bob);
        ObjectNode body = Json.object();
        hostile().forEach(body::set);
        Map<String, String> texts = new LinkedHashMap<>();
        hostile()
                .forEach((name, value) ->
                        texts.put(name, value instanceof ArrayNode ? HOSTILE_TEXT : value.asString("")));
        Call call = recipe.isUpload()
                ? recipe.upload(dora, texts)
                : recipe.bare(recipe.values(dora)).json(body);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            call = call.query(text.getKey(), text.getValue());
        }
        String roleBefore = role(dora);
        Answer answer = Gateway.send(asWhoMay(operation, dora, call));
        if (recipe.mayEndSignIns()) {
            dora.owner().forget();
        }
        assertThat(answer.status()).as("%s", answer).isLessThan(500);
        assertThat(Rows.holding(HOSTILE_ID, List.of(dora, bob)))
                .as("the id was stored")
                .isEmpty();
        assertThat(Rows.holding(HOSTILE_TIME_STORED, List.of(dora, bob)))
                .as("the time was stored")
                .isEmpty();
        assertThat(Rows.holding(HOSTILE_TEXT, List.of(dora, bob)))
                .as("the status was stored")
                .isEmpty();
        assertThat(bobsRows.differencesTo(Rows.of(bob))).as("of Bob's rows").isEmpty();
        assertThat(role(dora)).isEqualTo(roleBefore);
    }

    private static String role(Resident resident) {
        JsonNode claims = Json.claims(resident.owner().token());
        return claims.path("role").asString("") + claims.path("permissions") + claims.path("staff_role");
    }

    private static Call asWhoMay(Operation operation, Resident dora, Call call) {
        if (operation.isPublic()) {
            return call;
        }
        return call.bearer((operation.isOfPlatform() ? Operators.chief() : dora.owner()).token());
    }
}
