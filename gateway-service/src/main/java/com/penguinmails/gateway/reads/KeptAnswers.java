package com.penguinmails.gateway.reads;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;

/** Answers that are the same for everybody, by path. They are served for a minute, and for an hour when their service is away. */
final class KeptAnswers {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration BETTER_THAN_NOTHING = Duration.ofHours(1);
    /** There are some twenty such paths; made-up ones are 404 and not kept. */
    private static final int MAX = 100;

    /** @param tag see {@link EntityTag} */
    record Kept(MediaType type, byte[] body, String tag, Instant at) {}

    private final Clock clock;
    private final ConcurrentHashMap<String, Kept> answers = new ConcurrentHashMap<>();

    KeptAnswers(Clock clock) {
        this.clock = clock;
    }

    void keep(String path, MediaType type, byte[] body) {
        if (answers.size() < MAX || answers.containsKey(path)) {
            answers.put(path, new Kept(type, body, EntityTag.of(body), clock.instant()));
        }
    }

    Optional<Kept> fresh(String path) {
        return youngerThan(FRESH, path);
    }

    Optional<Kept> stale(String path) {
        return youngerThan(BETTER_THAN_NOTHING, path);
    }

    private Optional<Kept> youngerThan(Duration age, String path) {
        return Optional.ofNullable(answers.get(path))
                .filter(kept -> kept.at().plus(age).isAfter(clock.instant()));
    }
}
