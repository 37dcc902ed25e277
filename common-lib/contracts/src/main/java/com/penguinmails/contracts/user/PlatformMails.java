package com.penguinmails.contracts.user;

import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Sends one mail of the platform to a person, on behalf of a service that has no way out of its own. */
public interface PlatformMails {

    /**
     * Hands the mail over, within seconds. Refuses with {@code mail-refused} (409) a mail that can never be delivered, and with
     * {@code mail-unavailable} when no route works at the moment.
     */
    @PostExchange("/internal/platform-mails")
    void send(@RequestBody Mail mail);

    /**
     * @param id the same for every try of the same mail
     * @param template names the template at a provider that has its own, for example {@code invitation}
     * @param variables what that template shows, each at most 500 characters
     * @param text the whole mail for routes without templates
     */
    record Mail(UUID id, String to, String template, Map<String, String> variables, String subject, String text) {

        public Mail {
            variables = Map.copyOf(variables);
        }

        /** Links in mails are secrets, and addresses do not belong into logs. */
        @Override
        public String toString() {
            return "Mail[" + template + " " + id + "]";
        }
    }
}
