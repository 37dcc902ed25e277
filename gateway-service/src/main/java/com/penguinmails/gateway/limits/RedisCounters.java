package com.penguinmails.gateway.limits;

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

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> TAKE =
            RedisScript.of(new ClassPathResource("com/penguinmails/gateway/limits/take.lua"), List.class);

    private final ReactiveStringRedisTemplate redis;

    RedisCounters(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
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
