package com.penguinmails.acceptance.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** For each operation, everybody who must not get anywhere with it. Alice asks; Bob is the one whose things are named. */
final class BolaMatrix {

    private static final List<Integer> REFUSALS = List.of(400, 401, 403, 404, 409);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    /** Under which names a tenant could be slipped in. */
    private static final List<String> TENANT_HEADERS =
            List.of("PM-Tenant", "X-Tenant-Id", "X-Tenant", "Tenant-Id", "X-PM-Tenant", "X-User-Id");

    private static final List<String> TENANT_PARAMETERS = List.of("tenantId", "tenant_id", "tenant", "tid");

    private final Resident alice;
    private final Resident bob;
    private Rows.@Nullable Picture alicesRows;
    private Rows.@Nullable Picture bobsRows;

    /** @param test throws when somebody got through */
    record Case(String name, Attempt test) {}

    interface Attempt {
        void run();
    }

    BolaMatrix(Resident alice, Resident bob) {
        this.alice = alice;
        this.bob = bob;
    }

    List<Case> cases(Operation operation) {
        Recipe recipe = Recipes.of(operation);
        List<Case> cases = new ArrayList<>();
        if (operation.isPublic()) {
            ofPublic(operation, recipe, cases);
            return cases;
        }
        anonymous(operation, recipe, cases);
        if (operation.isOfPlatform()) {
            ofPlatform(operation, recipe, cases);
            return cases;
        }
        if (recipe.secret().isPresent()) {
            cases.add(new Case(
                    "a guess",
                    () -> refuseGuess(operation, recipe, recipe.secret().orElseThrow())));
            if (recipe.isForMembersOnly()) {
                cases.add(new Case("Bob's secret with Alice's token", () -> refuseForeignSecret(recipe)));
            }
        } else if (recipe.namesThings(alice, bob)) {
            foreignThings(operation, recipe, cases);
        }
        if (bodyNamesThings(recipe)) {
            cases.add(new Case(
                    "Bob's things in the body with Alice's token", () -> refuseForeignBody(operation, recipe)));
        }
        if (operation.permission() != null) {
            weak(operation, recipe, operation.permission(), cases);
        } else {
            cases.add(new Case(
                    "an API key, which is no person",
                    () -> refused(recipe.call(alice).key(alice.strongKey()), FORBIDDEN)));
        }
        cases.add(new Case("a foreign tenant in headers and query", () -> foreignTenantBeside(operation, recipe)));
        return cases;
    }

    private void anonymous(Operation operation, Recipe recipe, List<Case> cases) {
        Person caller = operation.isOfPlatform() ? Operators.chief() : alice.owner();
        cases.add(new Case("no token", () -> refused(recipe.call(alice), UNAUTHORIZED)));
        cases.add(new Case(
                "an expired token",
                () -> refused(recipe.call(alice).bearer(Forgeries.expired(caller.token())), UNAUTHORIZED)));
        cases.add(new Case(
                "a token signed by another key",
                () -> refused(recipe.call(alice).bearer(Forgeries.forged(caller.token())), UNAUTHORIZED)));
        cases.add(new Case(
                "a token that nobody signed",
                () -> refused(recipe.call(alice).bearer(Forgeries.unsigned(caller.token())), UNAUTHORIZED)));
    }

    private void ofPlatform(Operation operation, Recipe recipe, List<Case> cases) {
        cases.add(new Case(
                "an owner, who is no operator",
                () -> refused(recipe.call(bob).bearer(alice.owner().token()), FORBIDDEN)));
        cases.add(new Case(
                "an API key with all scopes", () -> refused(recipe.call(bob).key(alice.strongKey()), FORBIDDEN)));
        if (!Operators.PERMISSION_OF_FINANCE.equals(operation.permission())) {
            cases.add(new Case(
                    "an operator without the permission",
                    () -> refused(recipe.call(bob).bearer(Operators.finance().token()), FORBIDDEN)));
        }
    }

    private void weak(Operation operation, Recipe recipe, String permission, List<Case> cases) {
        cases.add(new Case(
                "a role without the permission",
                () -> refused(
                        recipe.call(alice).bearer(alice.without(permission).token()), FORBIDDEN)));
        if (!Json.claims(alice.viewer().token()).path("permissions").toString().contains('"' + permission + '"')) {
            cases.add(new Case(
                    "a viewer",
                    () -> refused(recipe.call(alice).bearer(alice.viewer().token()), FORBIDDEN)));
        }
        cases.add(new Case(
                "an API key with another scope",
                () -> refused(recipe.call(alice).key(alice.keyWithout(permission)), FORBIDDEN)));
        if (operation.recentSignIn()) {
            cases.add(new Case(
                    "an API key with all scopes, which is no recent sign-in",
                    () -> refused(recipe.call(alice).key(alice.strongKey()), FORBIDDEN)));
        }
    }

    private void foreignThings(Operation operation, Recipe recipe, List<Case> cases) {
        cases.add(new Case(
                "Bob's id with Alice's token",
                () -> likeNothing(recipe, call -> call.bearer(alice.owner().token()))));
        if (operation.byKey() && alice.strongScopes().contains(operation.permission())) {
            cases.add(new Case(
                    "Bob's id with Alice's API key", () -> likeNothing(recipe, call -> call.key(alice.strongKey()))));
        }
        cases.add(new Case(
                "Bob's id with Alice's token and Bob's tenant beside it",
                () -> likeNothing(
                        recipe, call -> slipIn(call, bob).bearer(alice.owner().token()))));
    }

    /** What is Bob's answers as what does not exist: same status, same text but for the ids that were sent. */
    private void likeNothing(Recipe recipe, java.util.function.UnaryOperator<Call> caller) {
        Map<String, String> bobs = recipe.values(bob);
        Map<String, String> nobodys = new java.util.LinkedHashMap<>(recipe.values(alice));
        nobodys.replaceAll((name, value) -> value.equals(bobs.get(name)) ? value : random(bobs.get(name)));
        Answer toBobs = Gateway.send(caller.apply(recipe.withBody(recipe.bare(bobs), alice)));
        Answer toNothing = Gateway.send(caller.apply(recipe.withBody(recipe.bare(nobodys), alice)));
        assertThat(toBobs.status()).as("%s", toBobs).isEqualTo(NOT_FOUND);
        assertThat(neutral(toBobs, bobs)).isEqualTo(neutral(toNothing, nobodys));
        nothingOfBob(toBobs, bobs.values().toString());
    }

    private static String random(@Nullable String like) {
        return like != null && like.length() == 36 ? UUID.randomUUID().toString() : "no-such-thing";
    }

    private static String neutral(Answer answer, Map<String, String> sent) {
        String text = answer.textWithoutRequestId();
        for (String value : sent.values()) {
            text = text.replace(value, "…");
        }
        return answer.status() + text;
    }

    private boolean bodyNamesThings(Recipe recipe) {
        return recipe.json(alice)
                .filter(body -> alice.ids().values().stream()
                        .anyMatch(id -> id.length() == 36 && body.toString().contains(id)))
                .isPresent();
    }

    /** Alice's own body, but each id in it is that of the same kind of thing of Bob's. */
    private void refuseForeignBody(Operation operation, Recipe recipe) {
        for (Map.Entry<String, String> thing : alice.ids().entrySet()) {
            JsonNode body = recipe.json(alice).orElseThrow();
            if (thing.getValue().length() != 36 || !body.toString().contains(thing.getValue())) {
                continue;
            }
            JsonNode foreign = Json.MAPPER.readTree(body.toString().replace(thing.getValue(), bob.id(thing.getKey())));
            Call call = recipe.bare(recipe.values(alice)).json(foreign);
            Answer answer = Gateway.send(
                    operation.isPublic() ? call : call.bearer(alice.owner().token()));
            assertThat(answer.status())
                    .as("Bob's %s: %s", thing.getKey(), answer)
                    .isIn(REFUSALS);
            nothingOfBob(answer, bob.id(thing.getKey()));
        }
    }

    /** What Alice may do stays hers, whatever is written beside her token. */
    private void foreignTenantBeside(Operation operation, Recipe recipe) {
        Resident caller = operation.method().equals("GET") ? alice : Neighbours.carol();
        Call call = recipe.call(caller).bearer(caller.owner().token());
        Answer answer = Gateway.send(slipIn(call, bob));
        if (recipe.mayEndSignIns() && !call.isRead()) {
            caller.owner().forget();
        }
        assertThat(answer.status()).as("%s", answer).isLessThan(SERVER_ERROR);
        nothingOfBob(answer, bob.tenantId());
    }

    private static Call slipIn(Call call, Resident resident) {
        Call slipped = call;
        for (String header : TENANT_HEADERS) {
            slipped = slipped.header(header, resident.tenantId());
        }
        for (String parameter : TENANT_PARAMETERS) {
            slipped = slipped.query(parameter, resident.tenantId());
        }
        return slipped;
    }

    private void ofPublic(Operation operation, Recipe recipe, List<Case> cases) {
        recipe.secret()
                .ifPresent(secret -> cases.add(new Case("a guess", () -> refuseGuess(operation, recipe, secret))));
        recipe.address()
                .ifPresent(field -> cases.add(new Case(
                        "an address that has an account and one that has none", () -> answersAlike(recipe, field))));
        if (bodyNamesThings(recipe)) {
            cases.add(new Case(
                    "Bob's things in the body with Alice's credentials", () -> refuseForeignBody(operation, recipe)));
        }
    }

    private void refuseGuess(Operation operation, Recipe recipe, String secret) {
        Map<String, String> values = recipe.values(alice);
        if (recipe.json(alice).isEmpty() && values.isEmpty()) {
            // It gives everybody something to sign, and names nobody.
            Answer answer = Gateway.send(
                    recipe.call(alice).bearer(Forgeries.forged(alice.owner().token())));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.everything())
                    .doesNotContain(alice.mark(), bob.mark(), alice.owner().email());
            return;
        }
        values.computeIfPresent(secret, (name, good) -> mirrored(good));
        Call call = recipe.withBody(recipe.bare(values), alice);
        Answer answer = Gateway.send(
                operation.isPublic() ? call : call.bearer(alice.owner().token()));
        assertThat(answer.status()).as("%s: %s", operation, answer).isIn(REFUSALS);
        nothingOfBob(answer, "");
    }

    private void refuseForeignSecret(Recipe recipe) {
        Answer answer = Gateway.send(recipe.call(bob).bearer(alice.owner().token()));
        assertThat(answer.status()).as("%s", answer).isIn(REFUSALS);
        nothingOfBob(answer, "");
    }

    /** As long as the good one and of the same letters. */
    private static String mirrored(String good) {
        return new StringBuilder(good).reverse().toString();
    }

    private void answersAlike(Recipe recipe, String field) {
        var known = (tools.jackson.databind.node.ObjectNode) recipe.json(alice).orElseThrow();
        known.put(field, bob.owner().email());
        Answer toKnown = Gateway.send(recipe.bare(Map.of()).json(known));
        Answer toUnknown = Gateway.send(recipe.call(alice));
        assertThat(toKnown.status()).isEqualTo(toUnknown.status());
        assertThat(toKnown.textWithoutRequestId()).isEqualTo(toUnknown.textWithoutRequestId());
    }

    private static void refused(Call call, int status) {
        Answer answer = Gateway.send(call);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
    }

    private void nothingOfBob(Answer answer, String sent) {
        String everything = answer.everything();
        assertThat(everything).doesNotContain(bob.mark());
        bob.ids().values().stream()
                .filter(id -> id.length() == 36 && !sent.contains(id))
                .forEach(id -> assertThat(everything).doesNotContain(id));
    }

    /** Compares what the database knows of both with what it knew after the operation before. */
    void nothingWasWritten(Operation operation) {
        // Who asks for a mail to somebody's address gets it sent: a link for Bob is made, and nobody else learns it.
        boolean mailsBob = Recipes.of(operation).address().isPresent();
        if (mailsBob) {
            Rows.settle();
        }
        Rows.Picture alicesNow = Rows.of(alice);
        Rows.Picture bobsNow = Rows.of(bob);
        Rows.Picture alicesBefore = alicesRows;
        Rows.Picture bobsBefore = bobsRows;
        alicesRows = alicesNow;
        bobsRows = bobsNow;
        if (alicesBefore != null && bobsBefore != null && !mailsBob) {
            assertThat(alicesBefore.differencesTo(alicesNow))
                    .as("of Alice's rows")
                    .isEmpty();
            assertThat(bobsBefore.differencesTo(bobsNow)).as("of Bob's rows").isEmpty();
        }
    }
}
