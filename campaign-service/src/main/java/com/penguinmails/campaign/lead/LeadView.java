package com.penguinmails.campaign.lead;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead as the API shows it. Values are plain text as imported; whoever renders them escapes them.
 *
 * @param attributes custom columns of imported files by their snake_case name
 * @param doNotContact {@code bounced} or {@code unsubscribed}; null while the lead may be written to
 */
record LeadView(
        UUID id,
        String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String fullName,
        @Nullable String company,
        @Nullable String title,
        @Nullable String phone,
        @Nullable String website,
        @Nullable String city,
        @Nullable String country,
        @Nullable String linkedinUrl,
        Map<String, String> attributes,
        @Nullable String doNotContact,
        Instant createdAt) {}
