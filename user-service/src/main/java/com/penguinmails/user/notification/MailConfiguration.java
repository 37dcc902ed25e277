package com.penguinmails.user.notification;

import com.penguinmails.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    private static final String FROM_NOBODY = "no-reply@penguinmails.example";

    @Bean
    MailRoutes mailRoutes(MailProperties properties) {
        return new MailRoutes(loops(properties), smtp(properties));
    }

    private static @Nullable LoopsMail loops(MailProperties properties) {
        return properties.loops().apiKey().isBlank() ? null : new LoopsMail(properties.loops());
    }

    private static @Nullable SmtpMail smtp(MailProperties properties) {
        if (properties.smtpUrl().isBlank()) {
            return null;
        }
        SmtpServer server = SmtpServer.parse(properties.smtpUrl());
        return new SmtpMail(server, properties.smtpTls(), from(properties, server));
    }

    private static String from(MailProperties properties, SmtpServer server) {
        if (!properties.from().isBlank()) {
            return EmailAddress.parse(properties.from())
                    .orElseThrow(() -> new IllegalStateException(
                            "penguinmails.mail.from (PLATFORM_MAIL_FROM) is not a mail address"))
                    .value();
        }
        String user = server.user();
        return user == null
                ? FROM_NOBODY
                : EmailAddress.parse(user).map(EmailAddress::value).orElse(FROM_NOBODY);
    }
}
