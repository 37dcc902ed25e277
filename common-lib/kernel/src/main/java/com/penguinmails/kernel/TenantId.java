package com.penguinmails.kernel;

import java.util.UUID;

/** One customer of the platform; the boundary that no row crosses. */
public record TenantId(UUID value) {

    /**
     * Reads the canonical text form of RFC 9562.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static TenantId of(String text) {
        return new TenantId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
