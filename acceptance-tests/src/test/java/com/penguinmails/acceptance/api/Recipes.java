package com.penguinmails.acceptance.api;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One recipe for each operation of the documents, no more and no fewer. */
public final class Recipes {

    private static final Map<String, Recipe> ALL = collect();

    private Recipes() {}

    public static Recipe of(Operation operation) {
        return Objects.requireNonNull(ALL.get(operation.name()), () -> "no recipe for " + operation.name());
    }

    /** Operations nobody wrote a recipe for. */
    public static Set<String> missing(List<Operation> operations) {
        Set<String> names = names(operations);
        names.removeAll(ALL.keySet());
        return names;
    }

    /** Recipes for operations that are gone. */
    public static Set<String> stale(List<Operation> operations) {
        Set<String> recipes = new TreeSet<>(ALL.keySet());
        recipes.removeAll(names(operations));
        return recipes;
    }

    /** Those that have a recipe, each when its turn has come; {@code names} orders those of one turn. */
    public static Stream<Operation> inTurn(List<Operation> operations, Comparator<String> names) {
        return operations.stream()
                .filter(operation -> ALL.containsKey(operation.name()))
                .sorted(Comparator.<Operation, Recipe.Turn>comparing(
                                operation -> of(operation).turn())
                        .thenComparing(Operation::name, names));
    }

    private static Set<String> names(List<Operation> operations) {
        return new TreeSet<>(operations.stream().map(Operation::name).toList());
    }

    private static Map<String, Recipe> collect() {
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        Stream.of(RecipesOfPeople.ALL, RecipesOfTenants.ALL, RecipesOfMail.ALL, RecipesOfOperators.ALL)
                .flatMap(List::stream)
                .forEach(recipe -> {
                    if (recipes.put(recipe.operation(), recipe) != null) {
                        throw new IllegalStateException("two recipes for " + recipe);
                    }
                });
        return recipes;
    }
}
