package com.penguinmails.campaign.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How imports are run.
 *
 * @param patience how long an import waits for another one of its tenant, 100 ms to 30 seconds
 */
@ConfigurationProperties("penguinmails.campaign.imports")
record ImportProperties(@DefaultValue("5s") Duration patience) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    ImportProperties {
        if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the patience of imports must be 100 ms to 30 seconds");
        }
    }
}
