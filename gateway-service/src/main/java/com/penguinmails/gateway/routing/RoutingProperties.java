package com.penguinmails.gateway.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long the gateway is patient.
 *
 * @param responseTimeout until a service begins to answer
 * @param uploadTimeout the same for uploads, whose body takes its time
 * @param breakerOpenFor how long a service that keeps failing is left alone
 */
@ConfigurationProperties("penguinmails.gateway.routing")
record RoutingProperties(Duration responseTimeout, Duration uploadTimeout, Duration breakerOpenFor) {}
