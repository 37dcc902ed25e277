package com.penguinmails.campaign.lead;

import java.util.Arrays;
import java.util.Optional;

/** The fields every lead may have; everything else of an imported file is a custom attribute. */
public enum LeadField {
    EMAIL("email"),
    FIRST_NAME("first_name"),
    LAST_NAME("last_name"),
    FULL_NAME("full_name"),
    COMPANY("company"),
    TITLE("title"),
    PHONE("phone"),
    WEBSITE("website"),
    CITY("city"),
    COUNTRY("country"),
    LINKEDIN_URL("linkedin_url");

    private final String id;

    LeadField(String id) {
        this.id = id;
    }

    /** The name as a merge field and as a column. */
    public String id() {
        return id;
    }

    public static Optional<LeadField> of(String id) {
        return Arrays.stream(values()).filter(field -> field.id.equals(id)).findFirst();
    }
}
