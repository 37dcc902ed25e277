package com.penguinmails.campaign.template;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param text null: the text part is made from the HTML
 * @param fields merge fields the template uses, sorted
 * @param fieldsWithoutFallback those that render empty for a lead without a value
 * @param version send it back with a change
 */
record TemplateView(
        UUID id,
        String name,
        String subject,
        String html,
        @Nullable String text,
        List<String> fields,
        List<String> fieldsWithoutFallback,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
