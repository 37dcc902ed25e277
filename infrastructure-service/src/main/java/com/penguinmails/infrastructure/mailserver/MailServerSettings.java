package com.penguinmails.infrastructure.mailserver;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail servers may be reached.
 *
 * @param allowPrivateHosts {@code EMAIL_ALLOW_PRIVATE_HOSTS}: for local runs; lifts the rules on addresses, ports and encryption
 * @param loginTimeout longest wait for a connection, and for each answer of the server
 * @param relay {@code host:port} of the platform's own relay; empty when there is none
 */
@ConfigurationProperties("penguinmails.mail-servers")
public record MailServerSettings(
        @DefaultValue("false") boolean allowPrivateHosts,
        @DefaultValue("10s") Duration loginTimeout,
        @DefaultValue("") String relay) {}
