package com.penguinmails.gateway.routing;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long the gateway is patient.
 *
 * @param responseTimeout until a service begins to answer, and between the parts of its answer
 * @param linkTimeout the same for recipients' links, whose callers do not wait for long
 * @param uploadTimeout the same for uploads, whose body takes its time
 * @param callsPerService most requests that are at one service at a time
 * @param breakerOpenFor how long a service that keeps failing is left alone
 */
@Validated
@ConfigurationProperties("penguinmails.gateway.routing")
record RoutingProperties(
        Duration responseTimeout,
        Duration linkTimeout,
        Duration uploadTimeout,
        Duration breakerOpenFor,
        @Positive int callsPerService) {

    Duration patienceFor(PublicRoute route) {
        if (route.size() == PublicRoute.Size.UPLOAD) {
            return uploadTimeout;
        }
        return route.access() == PublicRoute.Access.LINK ? linkTimeout : responseTimeout;
    }
}
