package com.penguinmails.jobs;

import com.penguinmails.contracts.jobs.JobPolicy;
import com.penguinmails.kernel.Ids;
import com.penguinmails.tenancy.TextArray;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Jobs turned into one array per column, as {@code unnest} takes them. */
record Columns(Map<String, Object> parameters) {

    static Columns of(List<NewJob> jobs, Ids ids, JsonMapper json) {
        return new Columns(Map.ofEntries(
                Map.entry("ids", TextArray.of(jobs, job -> ids.next())),
                Map.entry("queues", TextArray.of(jobs, job -> job.kind().queue())),
                Map.entry("kinds", TextArray.of(jobs, job -> job.kind().name())),
                Map.entry(
                        "handlers",
                        TextArray.of(jobs, job -> job.kind().handler().id())),
                Map.entry("priorities", column(jobs, job -> (short) job.priority(), Short[]::new)),
                Map.entry("payloads", TextArray.of(jobs, job -> payload(job, json))),
                Map.entry("runAts", TextArray.of(jobs, NewJob::runAt)),
                Map.entry("deadlines", TextArray.of(jobs, NewJob::deadline)),
                Map.entry("uniqueKeys", TextArray.of(jobs, NewJob::uniqueKey)),
                Map.entry("groups", TextArray.of(jobs, NewJob::group)),
                Map.entry("maxAttempts", column(jobs, NewJob::maxAttempts, Integer[]::new)),
                Map.entry(
                        "timeouts",
                        column(jobs, job -> (int) policy(job).timeout().toSeconds(), Integer[]::new)),
                Map.entry("togethers", column(jobs, job -> (short) policy(job).together(), Short[]::new)),
                Map.entry(
                        "backoffs",
                        column(jobs, job -> (int) policy(job).backoff().toMillis(), Integer[]::new)),
                Map.entry(
                        "mostBackoffs",
                        column(jobs, job -> (int) policy(job).longestBackoff().toMillis(), Integer[]::new))));
    }

    /** The kinds of those jobs that were added, one for each. */
    List<String> kindsOf(List<UUID> added) {
        var kinds = (String[]) Objects.requireNonNull(parameters.get("kinds"));
        var ids = (String[]) Objects.requireNonNull(parameters.get("ids"));
        if (added.size() == kinds.length) {
            return List.of(kinds);
        }
        Set<String> present = added.stream().map(UUID::toString).collect(Collectors.toSet());
        return IntStream.range(0, ids.length)
                .filter(i -> present.contains(ids[i]))
                .mapToObj(i -> kinds[i])
                .toList();
    }

    private static JobPolicy policy(NewJob job) {
        return job.kind().policy();
    }

    private static String payload(NewJob job, JsonMapper json) {
        String payload = json.writeValueAsString(job.payload());
        // A character takes at most three bytes in UTF-8 (four for two of them), so only long ones need counting.
        if (payload.length() > NewJob.MAX_PAYLOAD / 3) {
            int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > NewJob.MAX_PAYLOAD) {
                throw new IllegalArgumentException(
                        "the payload of a %s job is %d bytes, more than %d: store it and pass its id"
                                .formatted(job.kind().name(), bytes, NewJob.MAX_PAYLOAD));
            }
        }
        return payload;
    }

    private static <T> T[] column(List<NewJob> jobs, Function<NewJob, T> value, IntFunction<T[]> array) {
        return jobs.stream().map(value).toArray(array);
    }
}
