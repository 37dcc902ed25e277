package com.penguinmails.security;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens are believed and how this service gets its own.
 *
 * @param service id of this service: audience of tokens made for it, and its client id
 * @param issuer exact {@code iss} of every token
 * @param jwksUri where the issuer publishes its keys
 * @param tokenUri where service tokens are asked for
 * @param clientSecret {@code SERVICE_CLIENT_SECRET}
 * @param services base URL of each service by its id
 * @param connectTimeout to reach another service
 * @param readTimeout to wait for its answer
 */
@Validated
@ConfigurationProperties("penguinmails.security")
public record SecurityProperties(
        @NotBlank String service,
        @NotBlank String issuer,
        URI jwksUri,
        URI tokenUri,
        @DefaultValue("") String clientSecret,
        Map<String, URI> services,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("20s") Duration readTimeout) {

    @Override
    public String toString() {
        return "SecurityProperties[" + service + "]";
    }
}
