package com.penguinmails.gateway.sockets;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of WebSockets. Numbers are counted by each gateway for itself.
 *
 * @param perPerson open at once
 * @param perTenant open at once by all people of a tenant
 * @param inAll open at once; beyond it everybody is refused
 * @param maxMessageBytes of one message, in whatever number of frames
 * @param silence how long neither a message nor the answer to a ping may come from one side
 * @param pingEvery how often both sides are pinged
 * @param handshakeTimeout until the service has opened its side
 * @param watchEvery how often is looked for what has to end
 */
@Validated
@ConfigurationProperties("penguinmails.gateway.sockets")
record SocketProperties(
        @Positive int perPerson,
        @Positive int perTenant,
        @Positive int inAll,
        @Min(1024) @Max(1 << 24) int maxMessageBytes,
        Duration silence,
        Duration pingEvery,
        Duration handshakeTimeout,
        Duration watchEvery) {

    SocketProperties {
        if (pingEvery.compareTo(silence) >= 0) {
            throw new IllegalArgumentException("penguinmails.gateway.sockets.ping-every must be shorter than silence");
        }
    }
}
