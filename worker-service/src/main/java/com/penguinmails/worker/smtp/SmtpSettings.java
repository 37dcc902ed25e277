package com.penguinmails.worker.smtp;

import java.time.Duration;
import java.util.List;

/**
 * How SMTP is spoken.
 *
 * @param heloName the name given in EHLO
 * @param plainTextHosts hosts that may be spoken to without TLS
 * @param connectTimeout to reach the server
 * @param commandTimeout to wait for most replies
 * @param dotTimeout to wait for the reply to the final dot; RFC 5321 §4.5.3.2.6 asks for ten minutes
 * @param idleTimeout an unused connection is closed after this
 * @param maxMailsPerConnection then it is closed, because many servers dislike more
 */
public record SmtpSettings(
        String heloName,
        List<String> plainTextHosts,
        Duration connectTimeout,
        Duration commandTimeout,
        Duration dotTimeout,
        Duration idleTimeout,
        int maxMailsPerConnection) {}
