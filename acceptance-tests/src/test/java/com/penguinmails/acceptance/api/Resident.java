package com.penguinmails.acceptance.api;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A tenant with one of everything that the API knows.
 *
 * @param mark stands in every name and text of it, and nowhere else
 * @param owner who may do everything in it
 * @param viewer in the role Viewer
 * @param narrow in roles of the tenant's own with one permission each, by that permission
 * @param keys API keys with one scope each, by that scope; and {@link #ALL_SCOPES}
 * @param strongScopes what the key with {@link #ALL_SCOPES} may do
 * @param ids what it has, by kind
 */
public record Resident(
        String mark,
        String tenantId,
        Person owner,
        Person viewer,
        Map<String, Person> narrow,
        Map<String, String> keys,
        Set<String> strongScopes,
        Map<String, String> ids) {

    static final String ALL_SCOPES = "*";

    public String id(String kind) {
        return Objects.requireNonNull(ids.get(kind), () -> "nobody seeded a " + kind);
    }

    Collection<String> peoplesIds() {
        return List.of(id("owner"), id("member"), id("narrow"), id("other-narrow"));
    }

    /** Somebody of the tenant without the permission. */
    Person without(String permission) {
        return narrow.entrySet().stream()
                .filter(person -> !person.getKey().equals(permission))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** A key of the tenant that lacks the scope. */
    String keyWithout(String scope) {
        return keys.entrySet().stream()
                .filter(key -> !key.getKey().equals(ALL_SCOPES) && !key.getKey().equals(scope))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    String strongKey() {
        return Objects.requireNonNull(keys.get(ALL_SCOPES));
    }

    @Override
    public String toString() {
        return "Resident[" + mark + "]";
    }
}
