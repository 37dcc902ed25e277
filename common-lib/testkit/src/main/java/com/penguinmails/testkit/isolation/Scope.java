package com.penguinmails.testkit.isolation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code app.tenant_id} says.
 *
 * @param value null where it was never set on the connection
 */
record Scope(@Nullable String value, String words) {

    /** Never set, set to nothing as after a transaction, and set to what is no tenant. */
    static final List<Scope> NONE = List.of(
            new Scope(null, "with no scope at all"),
            new Scope("", "with an empty scope"),
            new Scope("everybody", "with a scope that is no tenant"));

    static Scope of(String tenant) {
        return new Scope(tenant, "");
    }
}
