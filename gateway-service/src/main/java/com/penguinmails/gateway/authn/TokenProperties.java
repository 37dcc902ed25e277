package com.penguinmails.gateway.authn;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are believed.
 *
 * @param issuer exact {@code iss} of every token
 * @param jwksUri where the issuer publishes its keys
 */
@ConfigurationProperties("penguinmails.security")
record TokenProperties(String issuer, URI jwksUri) {}
