package com.penguinmails.gateway.limits;

import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts that all gateways share. A minute begins with its first request, and Redis forgets it by itself. */
@Component
class RedisCounters {

    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final String MINUTE_MILLIS = "60000";

    /** A key that lost its expiry would block its owner for ever, so it is given one again. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> COUNT = RedisScript.of("""
            local count = redis.call('INCR', KEYS[1])
            local left = redis.call('PTTL', KEYS[1])
            if left < 0 then
              redis.call('PEXPIRE', KEYS[1], ARGV[1])
              left = tonumber(ARGV[1])
            end
            return {count, left}
            """, List.class);

    private final ReactiveStringRedisTemplate redis;

    RedisCounters(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    Mono<Decision> count(Bucket bucket) {
        return redis.execute(COUNT, List.of("ratelimit:" + bucket.key()), List.of(MINUTE_MILLIS))
                .next()
                .timeout(PATIENCE)
                .map(answer -> new Decision(
                        bucket.perMinute(),
                        ((Number) answer.get(0)).longValue(),
                        Math.ceilDiv(((Number) answer.get(1)).longValue(), 1000L)));
    }
}
