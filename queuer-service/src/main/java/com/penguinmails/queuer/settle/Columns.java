package com.penguinmails.queuer.settle;

import com.penguinmails.jobs.redis.Result;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Results as one array per column, as {@code unnest} takes them. */
final class Columns {

    private Columns() {}

    static Map<String, Object> of(List<Result> results) {
        return Map.of(
                "tenants", column(results, result -> result.lease().tenant()),
                "jobs", column(results, result -> result.lease().job()),
                "tokens", column(results, result -> result.lease().token()),
                "startedAts", column(results, Result::startedAt),
                "consumers", column(results, Result::consumer));
    }

    static String[] column(List<Result> results, Function<Result, ? extends @Nullable Object> value) {
        return results.stream().map(result -> text(value.apply(result))).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
