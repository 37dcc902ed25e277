package com.penguinmails.user.notification;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mails leave.
 *
 * @param smtpUrl {@code smtp://user:password@host:port}, or {@code smtps://} for TLS from the first byte; empty for no SMTP
 * @param from sender address; empty takes the SMTP user
 */
@Validated
@ConfigurationProperties("penguinmails.mail")
record MailProperties(
        @DefaultValue("") String smtpUrl,
        @DefaultValue("auto") Tls smtpTls,
        @DefaultValue("") String from,
        Loops loops) {

    enum Tls {
        /** Required when a password goes to another machine. */
        AUTO,
        REQUIRED,
        OPTIONAL
    }

    /**
     * @param apiKey empty switches Loops off
     * @param templates template name to the id Loops gave it; empty sends that mail by SMTP
     */
    record Loops(
            @DefaultValue("") String apiKey,
            URI url,
            @DefaultValue Map<String, String> templates) {}

    @Override
    public String toString() {
        return "MailProperties[]";
    }
}
