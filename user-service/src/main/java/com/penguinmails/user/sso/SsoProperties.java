package com.penguinmails.user.sso;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How providers are reached.
 *
 * @param loopbackAllowed whether a provider may be on this machine, without TLS; for developers and tests
 * @param dnsServer {@code host} or {@code host:port} that is asked for proofs of domains; empty takes the system's
 */
@ConfigurationProperties("penguinmails.sso")
record SsoProperties(
        @DefaultValue("false") boolean loopbackAllowed,
        @DefaultValue("") String dnsServer) {}
