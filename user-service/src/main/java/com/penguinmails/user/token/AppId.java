package com.penguinmails.user.token;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name under which an app is known to OAuth: its tenant and its own id, so that an app can be found before anybody says who they are
 * without a table that crosses tenants.
 */
public record AppId(UUID tenantId, UUID appId) {

    private static final String UUID_TEXT = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern FORM = Pattern.compile("(" + UUID_TEXT + ")\\.(" + UUID_TEXT + ")");

    /** Empty for what is no client id of an app; exactly one text leads to each. */
    public static Optional<AppId> parse(String clientId) {
        var parts = FORM.matcher(clientId);
        return parts.matches()
                ? Optional.of(new AppId(UUID.fromString(parts.group(1)), UUID.fromString(parts.group(2))))
                : Optional.empty();
    }

    /** Value of {@code client_id}. */
    public String text() {
        return tenantId + "." + appId;
    }
}
