package com.penguinmails.user.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a key signs.
 *
 * @param keyPeriod from its first signature to its last
 * @param keyAhead how long before that the next one is published
 */
@ConfigurationProperties("penguinmails.keys")
record RotationProperties(
        @DefaultValue("90d") Duration keyPeriod,
        @DefaultValue("1d") Duration keyAhead) {

    RotationProperties {
        if (keyAhead.compareTo(KeyRotation.KNOWN_AFTER) < 0 || keyPeriod.compareTo(keyAhead.multipliedBy(2)) < 0) {
            throw new IllegalStateException(
                    "penguinmails.keys: the next key must be published at least " + KeyRotation.KNOWN_AFTER.toMinutes()
                            + " minutes ahead, and a key must sign at least twice as long as that");
        }
    }
}
