package com.penguinmails.tokens;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins that were ended while access tokens of theirs are still out.
 *
 * <p>user-service keeps them in Redis as the sorted set {@link #REDIS_KEY}: the member is the session id (claim {@code sid}), the score the
 * second since 1970 until which it matters. It writes all of them anew every few seconds from its database, so a Redis that lost them has them
 * back by itself. Whoever verifies tokens at the edge reads the set at least every {@link #READ_EVERY} and gives it to {@link #replaceWith};
 * while Redis is away the last reading stays, and tokens end by themselves.
 *
 * <p>Safe to share between threads.
 */
public final class EndedSessions {

    /** Sorted set; see above. */
    public static final String REDIS_KEY = "sessions:ended";

    /** With what user-service takes to write, a token dies well within a minute. */
    public static final Duration READ_EVERY = Duration.ofSeconds(15);

    private volatile Set<String> ended = Set.of();

    public void replaceWith(Collection<String> sessionIds) {
        ended = Set.copyOf(sessionIds);
    }

    /** @param sessionId claim {@code sid}; a token without one belongs to no sign-in */
    public boolean contains(@Nullable String sessionId) {
        return sessionId != null && ended.contains(sessionId);
    }
}
