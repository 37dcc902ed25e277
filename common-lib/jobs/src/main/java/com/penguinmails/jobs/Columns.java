package com.penguinmails.jobs;

import com.penguinmails.kernel.Ids;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import tools.jackson.databind.json.JsonMapper;

/** Jobs turned into one array per column, as {@code unnest} takes them. */
record Columns(Map<String, Object> parameters) {

    static Columns of(List<NewJob> jobs, Ids ids, JsonMapper json) {
        return new Columns(Map.of(
                "ids", column(jobs, job -> ids.next().toString()),
                "queues", column(jobs, job -> job.kind().queue()),
                "kinds", column(jobs, job -> job.kind().name()),
                "handlers", column(jobs, job -> job.kind().handler().id()),
                "priorities", column(jobs, job -> (short) job.priority(), Short[]::new),
                "payloads", column(jobs, job -> json.writeValueAsString(job.payload())),
                "runAts",
                        column(
                                jobs,
                                job -> job.runAt() == null ? null : job.runAt().toString()),
                "uniqueKeys", column(jobs, NewJob::uniqueKey),
                "maxAttempts", column(jobs, NewJob::maxAttempts, Integer[]::new)));
    }

    private static String[] column(
            List<NewJob> jobs, Function<NewJob, ? extends @org.jspecify.annotations.Nullable String> value) {
        return jobs.stream().map(value).toArray(String[]::new);
    }

    private static <T> T[] column(List<NewJob> jobs, Function<NewJob, T> value, IntFunction<T[]> array) {
        return jobs.stream().map(value).toArray(array);
    }
}
