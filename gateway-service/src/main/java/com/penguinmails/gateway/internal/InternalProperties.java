package com.penguinmails.gateway.internal;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway shows the services who it is.
 *
 * @param tokenUri where it gets its tokens
 * @param clientSecret {@code SERVICE_CLIENT_SECRET}
 */
@ConfigurationProperties("penguinmails.security")
record InternalProperties(URI tokenUri, @DefaultValue("") String clientSecret) {

    @Override
    public String toString() {
        return "InternalProperties[]";
    }
}
