package com.penguinmails.gateway.authn;

import com.penguinmails.contracts.ServiceName;
import com.penguinmails.contracts.tenant.ApiKeys;
import com.penguinmails.contracts.user.ApiKeyTokens.KeyToken;
import com.penguinmails.gateway.internal.InternalCalls;
import com.penguinmails.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/**
 * Exchanges API keys for tokens at user-service, and remembers the answers for less than a minute: so long a revoked key works, and so long
 * a user-service that is away is not noticed.
 */
@Component
class KeyExchange {

    private static final Duration REMEMBERED = Duration.ofSeconds(45);
    /** A program with a wrong key asks on and on. */
    private static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(10);
    /** A token that is passed on must live until it has arrived. */
    private static final Duration LIFE_LEFT = Duration.ofSeconds(5);

    private static final int MAX_REMEMBERED = 20_000;

    private record Remembered(Mono<KeyToken> answer, Instant asked) {}

    private final InternalCalls calls;
    private final Clock clock;
    private final ConcurrentHashMap<String, Remembered> answers = new ConcurrentHashMap<>();

    KeyExchange(InternalCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    boolean remembers(PresentedKey key) {
        Remembered found = answers.get(key.hash());
        return found != null && isFresh(found);
    }

    /** The token, or a refusal: {@code authentication-required}, or {@code token-check-unavailable} when nobody can tell. */
    Mono<KeyToken> tokenOf(PresentedKey key) {
        return Mono.defer(() -> {
            if (answers.size() >= MAX_REMEMBERED) {
                answers.values().removeIf(remembered -> !isFresh(remembered));
            }
            if (answers.size() >= MAX_REMEMBERED && !answers.containsKey(key.hash())) {
                return ask(key);
            }
            return answers.compute(
                            key.hash(),
                            (hash, found) -> found != null && isFresh(found)
                                    ? found
                                    : new Remembered(
                                            ask(key).cache(this::goodFor, this::goodForRefusal, () -> Duration.ZERO),
                                            clock.instant()))
                    .answer();
        });
    }

    private boolean isFresh(Remembered remembered) {
        return remembered.asked().plus(REMEMBERED).isAfter(clock.instant());
    }

    private Duration goodFor(KeyToken token) {
        Duration left = Duration.between(clock.instant().plus(LIFE_LEFT), token.expiresAt());
        return left.isNegative() ? Duration.ZERO : left.compareTo(REMEMBERED) < 0 ? left : REMEMBERED;
    }

    private Duration goodForRefusal(Throwable refusal) {
        return refusal instanceof Refusal known && known.kind() == Refusal.Kind.UNAUTHENTICATED
                ? REFUSAL_REMEMBERED
                : Duration.ZERO;
    }

    private Mono<KeyToken> ask(PresentedKey key) {
        return calls.post(
                        ServiceName.USER,
                        "/internal/api-key-tokens",
                        new ApiKeys.PresentedKey(key.text()),
                        KeyToken.class)
                .onErrorMap(
                        WebClientResponseException.NotFound.class,
                        unknown -> new Refusal(
                                Refusal.Kind.UNAUTHENTICATED,
                                "authentication-required",
                                "This is no working API key; it may have expired or been revoked."))
                .onErrorMap(
                        failure -> !(failure instanceof Refusal),
                        away -> Refusal.unavailable(
                                        "token-check-unavailable",
                                        "The API key cannot be checked at the moment; try again shortly.")
                                .because(away.toString()));
    }
}
