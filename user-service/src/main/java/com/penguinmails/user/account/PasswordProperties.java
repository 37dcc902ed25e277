package com.penguinmails.user.account;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much of the machine hashing may take.
 *
 * @param concurrentHashes most hashes at once; 0 means one per core
 * @param longestWait how long a request waits for its turn
 */
@Validated
@ConfigurationProperties("penguinmails.passwords")
record PasswordProperties(
        @Min(0) @DefaultValue("0") int concurrentHashes,
        @DefaultValue("2s") Duration longestWait) {

    int permits() {
        return concurrentHashes > 0 ? concurrentHashes : Runtime.getRuntime().availableProcessors();
    }
}
