package com.penguinmails.queuer.settle;

import com.penguinmails.jobs.redis.Result;
import com.penguinmails.tenancy.TextArray;
import java.util.List;
import java.util.Map;

/** Results as one array per column, as {@code unnest} takes them. */
final class Columns {

    private Columns() {}

    static Map<String, Object> of(List<Result> results) {
        return Map.of(
                "tenants", TextArray.of(results, result -> result.lease().tenant()),
                "jobs", TextArray.of(results, result -> result.lease().job()),
                "tokens", TextArray.of(results, result -> result.lease().token()),
                "startedAts", TextArray.of(results, Result::startedAt),
                "consumers", TextArray.of(results, Result::consumer));
    }
}
