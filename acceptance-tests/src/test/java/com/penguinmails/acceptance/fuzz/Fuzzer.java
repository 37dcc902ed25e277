package com.penguinmails.acceptance.fuzz;

import com.penguinmails.acceptance.api.Answer;
import com.penguinmails.acceptance.api.ApiDocument;
import com.penguinmails.acceptance.api.Call;
import com.penguinmails.acceptance.api.Gateway;
import com.penguinmails.acceptance.api.Json;
import com.penguinmails.acceptance.api.Operation;
import com.penguinmails.acceptance.api.Operators;
import com.penguinmails.acceptance.api.Recipe;
import com.penguinmails.acceptance.api.Recipes;
import com.penguinmails.acceptance.api.Resident;
import com.penguinmails.acceptance.api.Residents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Goes through all operations again and again. Two tenants take part: one lives through it, the other is for whatever ends things, and
 * is replaced when nothing is left of it.
 */
final class Fuzzer {

    private static final int UNAUTHORIZED = 401;
    private static final String SUSPENSION = "POST /api/v1/platform/admin/tenants/{tenantId}/suspension";

    /** So often it is asked whether the tenants still live. */
    private static final int LIFE_SIGN = 100;

    /** So often it is told how far this is. */
    private static final int PROGRESS = 500;

    private static final int CLIENT_ERROR = 400;
    private static final int CONFLICT = 409;
    /** What came before a connection that broke may be to blame. */
    private static final int REMEMBERED = 12;

    private final ApiDocument api;
    private final long seed;
    private final KnownIds ids = new KnownIds();
    private final Requests requests;
    private final Verdicts verdicts;
    private final List<Operation> operations;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Set<String> taken = new TreeSet<>();
    private final Deque<String> lately = new ArrayDeque<>();
    private Resident living;
    private Resident victim;

    Fuzzer(ApiDocument api, long seed) {
        this.api = api;
        this.seed = seed;
        this.requests = new Requests(api, ids);
        this.verdicts = new Verdicts(api);
        this.operations = new ArrayList<>(api.operations());
        Collections.shuffle(operations, new Random(seed));
        this.living = Residents.settle("Living");
        this.victim = Residents.settle("Victim");
    }

    /** First the good request of each operation, then all that chance brings. */
    void run(int count) {
        // Deletions come after what needs the things.
        Recipes.inTurn(operations, Comparator.reverseOrder())
                .forEach(operation -> ask(-1, operation, Recipes.of(operation)::call, Chance.of(seed, -1)));
        for (int i = 0; i < count; i++) {
            if (i % LIFE_SIGN == 0) {
                lookAfter();
            }
            if (i % PROGRESS == 0) {
                System.out.printf("Progress: %d of %d requests, %d findings%n", i, count, findings.size());
            }
            Operation operation = operations.get(i % operations.size());
            Chance chance = Chance.of(seed, i);
            ask(i, operation, resident -> requests.of(operation, resident, chance), chance);
        }
    }

    private void ask(long request, Operation operation, Function<Resident, Call> made, Chance chance) {
        Recipe recipe = Recipes.of(operation);
        Resident resident = resident(recipe);
        Call bare = made.apply(resident);
        boolean stranger = request >= 0 && operation.signedIn() && chance.in100(3);
        Call call =
                stranger ? bare.header("Authorization", Hostile.headerText(chance)) : signed(bare, operation, resident);
        lately.addLast(request + " " + call.curl(Gateway.address()));
        if (lately.size() > REMEMBERED) {
            lately.removeFirst();
        }
        try {
            Answer answer = Gateway.send(call);
            if (answer.status() == UNAUTHORIZED && operation.signedIn() && !stranger) {
                // A request before this one may have ended the sign-in, or withdrawn the key that signed the token.
                forget(operation, resident);
                resident = resident.equals(living) || lives(victim) ? resident : replaced();
                call = signed(bare, operation, resident);
                answer = Gateway.send(call);
            }
            judge(request, operation, call, answer);
            if (answer.status() < CLIENT_ERROR) {
                ids.learn(call, answer);
                taken.add(operation.name());
                undo(recipe, resident);
            }
        } catch (Gateway.BrokenOff broken) {
            find(new Finding(
                    request,
                    operation.name(),
                    "breaks off",
                    broken.getCause() + "\nafter\n" + String.join("\n", lately),
                    call.curl(Gateway.address())));
        }
    }

    private Resident resident(Recipe recipe) {
        if (recipe.turn() == Recipe.Turn.ANY) {
            return living;
        }
        if (recipe.turn() == Recipe.Turn.AT_THE_END && !lives(victim)) {
            return replaced();
        }
        return victim;
    }

    private Resident replaced() {
        victim = Residents.settle("Victim");
        return victim;
    }

    private void judge(long request, Operation operation, Call call, Answer answer) {
        answers.merge(Integer.toString(answer.status()), 1, Integer::sum);
        verdicts.of(operation, call, answer)
                .ifPresent(fault -> find(new Finding(
                        request, operation.name(), fault.kind(), fault.detail(), call.curl(Gateway.address()))));
    }

    private void find(Finding finding) {
        findings.putIfAbsent(finding.fault(), finding);
    }

    /** What holds others up is taken back at once. */
    private void undo(Recipe recipe, Resident resident) {
        recipe.undo().map(api::operation).ifPresent(back -> {
            Call call = signed(Recipes.of(back).call(resident), back, resident);
            Answer answer = Gateway.send(call);
            taken.add(back.name());
            // A repeated request is answered from memory, and there is nothing to take back.
            if (!answer.isSuccess() && answer.status() != CONFLICT) {
                find(new Finding(
                        -1,
                        back.name(),
                        "does not take back " + recipe.operation(),
                        answer.toString(),
                        call.curl(Gateway.address())));
            }
        });
    }

    private static Call signed(Call call, Operation operation, Resident resident) {
        if (operation.isPublic()) {
            return call;
        }
        return call.bearer((operation.isOfPlatform() ? Operators.chief() : resident.owner()).token());
    }

    private static void forget(Operation operation, Resident resident) {
        (operation.isOfPlatform() ? Operators.chief() : resident.owner()).forget();
    }

    private void lookAfter() {
        if (!lives(living)) {
            // Operators suspend whom they name, and answers have named this one.
            undo(Recipes.of(api.operation(SUSPENSION)), living);
        }
        if (!lives(living)) {
            throw new IllegalStateException(
                    "the tenant that must live through it is gone: an operation that ends things is not marked as such. Now "
                            + home(living) + "\nafter\n" + String.join("\n", lately));
        }
        if (!lives(victim)) {
            replaced();
        }
    }

    /** What is left to be seen of it. */
    private static String home(Resident resident) {
        try {
            return Gateway.send(Call.of("GET", "/api/v1/tenant")
                            .bearer(resident.owner().token()))
                    .toString();
        } catch (IllegalStateException cannotLogIn) {
            return cannotLogIn.toString();
        }
    }

    private static boolean lives(Resident resident) {
        try {
            Call home = Call.of("GET", "/api/v1/tenant");
            Answer mine = Gateway.send(home.bearer(resident.owner().token()));
            if (!mine.isSuccess()) {
                resident.owner().forget();
                mine = Gateway.send(home.bearer(resident.owner().token()));
            }
            return mine.json().path("status").asString("").equals("active")
                    && Json.claims(resident.owner().token())
                            .path("role")
                            .asString("")
                            .equals("owner");
        } catch (IllegalStateException cannotLogIn) {
            return false;
        }
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    /** How many answers there were of each status. */
    Map<String, Integer> answers() {
        return answers;
    }

    /** Operations that never said yes: the fuzzer has seen their doorstep alone. */
    List<String> neverTaken() {
        return operations.stream()
                .map(Operation::name)
                .filter(name -> !taken.contains(name))
                .sorted()
                .toList();
    }
}
