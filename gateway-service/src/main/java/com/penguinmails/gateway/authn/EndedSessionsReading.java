package com.penguinmails.gateway.authn;

import com.penguinmails.tokens.EndedSessions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads every few seconds which sign-ins were ended, see {@link EndedSessions}. While Redis is away the last reading stays: a token of
 * a sign-in that ends meanwhile works until it expires.
 */
@Component
class EndedSessionsReading implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(EndedSessionsReading.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ReactiveStringRedisTemplate redis;
    private final EndedSessions ended;
    private final Disposable reading;
    private volatile boolean failing;

    EndedSessionsReading(ReactiveStringRedisTemplate redis, EndedSessions ended, TokenProperties tokens) {
        this.redis = redis;
        this.ended = ended;
        this.reading = Flux.interval(Duration.ZERO, tokens.endedSessionsEvery())
                .onBackpressureDrop()
                .concatMap(tick -> read())
                .subscribe();
    }

    private Mono<Void> read() {
        return redis.opsForZSet()
                .range(EndedSessions.REDIS_KEY, Range.unbounded())
                .collectList()
                .timeout(PATIENCE)
                .doOnNext(sessions -> {
                    ended.replaceWith(sessions);
                    failing = false;
                })
                .then()
                .onErrorResume(away -> {
                    if (!failing) {
                        LOG.warn(
                                "Which sign-ins were ended cannot be read; the last reading stays: {}",
                                away.toString());
                    }
                    failing = true;
                    return Mono.empty();
                });
    }

    @Override
    public void destroy() {
        reading.dispose();
    }
}
