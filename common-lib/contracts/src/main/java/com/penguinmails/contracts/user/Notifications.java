package com.penguinmails.contracts.user;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** Tells people in the application what happened. */
public interface Notifications {

    /**
     * Adds the notification to the feed of each recipient. Told again with the same {@link News#id} it changes nothing; recipients that do not
     * exist are passed over. Refuses with {@code invalid-request} what breaks a limit below.
     */
    @PostExchange("/internal/notifications")
    void tell(@RequestBody News news);

    /**
     * @param id the sender's own id of what happened, the same for every try
     * @param recipients people's ids, 1 to 1000
     * @param tenantId the tenant it is about, in which alone it is shown; null when it is about the person
     * @param kind upper-case letters and underscores, at most 50, for example {@code CAMPAIGN_COMPLETED}
     * @param title plain text, 1 to 200 characters
     * @param body plain text, at most 2000 characters
     * @param link a path in the application that begins with one slash, at most 500 characters
     * @param expiresAt when it is of no use any more; null for after 180 days
     */
    record News(
            UUID id,
            List<UUID> recipients,
            @Nullable UUID tenantId,
            String kind,
            String title,
            @Nullable String body,
            @Nullable String link,
            @Nullable Instant expiresAt) {

        public News {
            recipients = List.copyOf(recipients);
        }
    }
}
