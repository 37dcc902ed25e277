package com.penguinmails.queuer.audit;

import com.penguinmails.jobs.redis.Census;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides which workers of one queue are dead. One look is not enough: if the clock of Redis jumps, every heartbeat looks old at once,
 * but a living worker has beaten again before the second look.
 */
final class SilentWorkers {

    private final long silenceMillis;
    private Map<String, Long> suspects = new HashMap<>();

    SilentWorkers(Duration silence) {
        this.silenceMillis = silence.toMillis();
    }

    /** Consumers that were silent now and in the look before, each with its last heartbeat. */
    Map<String, Long> dead(Census census) {
        var silent = new HashMap<String, Long>();
        census.heartbeats().forEach((consumer, heartbeat) -> {
            if (census.nowMillis() - heartbeat > silenceMillis) {
                silent.put(consumer, heartbeat);
            }
        });
        var dead = new HashMap<>(silent);
        dead.entrySet().removeIf(suspect -> !suspect.getValue().equals(suspects.get(suspect.getKey())));
        suspects = silent;
        return dead;
    }
}
