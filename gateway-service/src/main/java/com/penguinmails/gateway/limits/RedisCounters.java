package com.penguinmails.gateway.limits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts that all gateways share; Redis forgets a bucket when it is full. */
@Component
class RedisCounters {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** Given as text: a resource would be looked at for changes with every request. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE = RedisScript.of(script("take.lua"), List.class);

    private final ReactiveStringRedisTemplate redis;

    RedisCounters(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    private static String script(String name) {
        try {
            return new ClassPathResource(name, RedisCounters.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Takes one request from each bucket, or from none when one of them refuses. */
    Mono<List<Decision>> take(List<Bucket> buckets) {
        List<String> keys =
                buckets.stream().map(bucket -> "ratelimit:" + bucket.key()).toList();
        var rates = new ArrayList<String>();
        buckets.forEach(bucket -> {
            rates.add(Double.toString(bucket.rate().millisPerRequest()));
            rates.add(Integer.toString(bucket.rate().burst()));
        });
        return redis.execute(TAKE, keys, rates).next().timeout(PATIENCE).map(backlogs -> {
            var decisions = new ArrayList<Decision>();
            for (int i = 0; i < buckets.size(); i++) {
                Bucket bucket = buckets.get(i);
                decisions.add(new Decision(
                        bucket.policy(), bucket.rate(), Double.parseDouble(String.valueOf(backlogs.get(i)))));
            }
            return decisions;
        });
    }
}
