package com.penguinmails.email.outbound;

import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How patient sending is.
 *
 * @param retryLadder {@code EMAIL_RETRY_LADDER}: the wait after the first try that may be repeated, after the second, and so on
 * @param sendingLimit {@code EMAIL_SENDING_LIMIT}: how long a worker may keep a message without a word; must be longer than its
 *     longest SMTP timeouts together
 * @param hold {@code EMAIL_HOLD}: how soon to ask again about a message that somebody else holds
 */
@Validated
@ConfigurationProperties("penguinmails.email")
record SendingSettings(@NotEmpty List<Duration> retryLadder, Duration sendingLimit, Duration hold) {

    /**
     * When to try again; empty when that was the last try.
     *
     * @param triesBefore how often it was tried before the try that just failed
     */
    Optional<Instant> nextTry(int triesBefore, Instant now) {
        return triesBefore < retryLadder.size()
                ? Optional.of(now.plus(retryLadder.get(triesBefore)))
                : Optional.empty();
    }
}
