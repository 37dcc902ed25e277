package com.penguinmails.campaign.lead;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of {@code leads}. */
@Component
class LeadRows {

    private static final TypeReference<LinkedHashMap<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private final JsonMapper json;

    LeadRows(JsonMapper json) {
        this.json = json;
    }

    LeadView view(ResultSet row) throws SQLException {
        return new LeadView(
                row.getObject("id", UUID.class),
                row.getString("address"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("full_name"),
                row.getString("company"),
                row.getString("title"),
                row.getString("phone"),
                row.getString("website"),
                row.getString("city"),
                row.getString("country"),
                row.getString("linkedin_url"),
                attributes(row),
                row.getString("stop_reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    Recipient recipient(ResultSet row) throws SQLException {
        Map<String, String> fields = attributes(row);
        for (LeadField field : LeadField.values()) {
            String column = field == LeadField.EMAIL ? "address" : field.id();
            put(fields, field.id(), row.getString(column));
        }
        if (!fields.containsKey(LeadField.FULL_NAME.id())) {
            put(fields, LeadField.FULL_NAME.id(), joined(row.getString("first_name"), row.getString("last_name")));
        }
        return new Recipient(row.getObject("id", UUID.class), row.getString("address"), fields);
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String last) {
        if (first == null) {
            return last;
        }
        return last == null ? first : first + " " + last;
    }

    private Map<String, String> attributes(ResultSet row) throws SQLException {
        return json.readValue(row.getString("attributes"), ATTRIBUTES);
    }
}
