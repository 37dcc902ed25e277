package com.penguinmails.tenant.membership;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.penguinmails.contracts.user.UserDirectory;
import com.penguinmails.contracts.user.UserDirectory.UserView;
import com.penguinmails.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Names and addresses of members. They belong to user-service, so a list of members is shown without them while it is away. */
@Component
class People {

    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final Duration MEMORY = Duration.ofMinutes(2);
    private static final int MOST = 10_000;

    private final UserDirectory directory;
    private final Cache<UUID, UserView> known;

    People(UserDirectory directory, Clock clock) {
        this.directory = directory;
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumSize(MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Whoever is not in the answer has no account any more, or user-service cannot be reached. */
    Map<UUID, UserView> find(Collection<UUID> ids) {
        var found = new HashMap<UUID, UserView>();
        for (UUID id : ids) {
            try {
                found.put(id, known.get(id, directory::user));
            } catch (Refusal refusal) {
                if (refusal.kind() != Refusal.Kind.NOT_FOUND) {
                    LOG.warn("members are listed without names: {}", refusal.publicDetail());
                    return found;
                }
            }
        }
        return found;
    }
}
