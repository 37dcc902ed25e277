package com.penguinmails.worker.sending;

import com.penguinmails.worker.smtp.SmtpSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail is sent.
 *
 * @param heloName the name given in EHLO
 * @param plainTextHosts hosts that may be spoken to without TLS
 * @param connectTimeout to reach a server
 * @param commandTimeout to wait for most SMTP replies
 * @param dotTimeout to wait for the reply to the final dot
 * @param idleTimeout an unused connection is closed after this
 * @param maxMailsPerConnection then a connection is closed
 */
@ConfigurationProperties("penguinmails.worker.smtp")
record SendingProperties(
        @DefaultValue("localhost.localdomain") String heloName,
        @DefaultValue({"localhost", "127.0.0.1", "::1"}) List<String> plainTextHosts,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration commandTimeout,
        @DefaultValue("10m") Duration dotTimeout,
        @DefaultValue("20s") Duration idleTimeout,
        @DefaultValue("100") int maxMailsPerConnection) {

    SmtpSettings settings() {
        return new SmtpSettings(
                heloName,
                plainTextHosts,
                connectTimeout,
                commandTimeout,
                dotTimeout,
                idleTimeout,
                maxMailsPerConnection);
    }
}
